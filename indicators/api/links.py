"""Which question an answer of the data interface leads to: the links of its OpenAPI."""


def first(name, of="data"):
    """A member of the first row of an answer."""
    return f"$response.body#/{of}/0/{name}"


def link(operation, **parameters):
    """A question by its name, asked with members of the answer."""
    return {"operationId": f"get_{operation}", "parameters": parameters}


_FIGURES = {
    "indicator": link("indicators_code", code=first("indicator")),
    "region": link("regions_adcode", adcode=first("region")),
    "series": link("series", indicator=first("indicator"), region=first("region")),
    "targets": link("targets", indicator=first("indicator"), region=first("region")),
}
LINKS = {
    "observations": {
        "observation": link("observations_id", id=first("id")),
        "compare": link("compare", indicator=first("indicator"), period=first("period")),
        **_FIGURES,
    },
    "targets": {"target": link("targets_id", id=first("id")), **_FIGURES},
    "series": {
        "observations": link("observations", indicator=first("indicator"), region=first("region"))
    },
    "compare": {"region": link("regions_adcode", adcode=first("region"))},
    "indicators": {
        "indicator": link("indicators_code", code=first("code")),
        "observations": link("observations", indicator=first("code")),
    },
    "regions": {
        "region": link("regions_adcode", adcode=first("adcode")),
        "byName": link("regions_adcode", adcode=first("full_name")),
        "below": link("regions", tree=first("adcode")),
    },
    "schools": {
        "school": link("schools_id", id=first("id")),
        "observations": link("observations", school=first("id")),
    },
    "frameworks": {"framework": link("frameworks_code", code=first("framework"))},
    "indicators/code": {"observations": link("observations", indicator="$response.body#/code")},
    "regions/adcode": {
        "child": link("regions_adcode", adcode=first("adcode", "children")),
        "above": link("regions_adcode", adcode=first("adcode", "ancestors")),
    },
    "schools/id": {"observations": link("observations", school="$response.body#/id")},
    "observations/id": {
        "plan": link("plans_id", id=first("plan", "evidence")),
        "evidence": link("sources_source_evidence", source=first("source", "evidence")),
    },
    "plans": {
        "plan": link("plans_id", id=first("id")),
        "evidence": link("sources_source_evidence", source=first("source")),
    },
    "plans/id": {"evidence": link("sources_source_evidence", source="$response.body#/source")},
}
"""Resource, or resource and the key of one of its things -> name of a link -> link."""
LINKS["targets/id"] = LINKS["observations/id"]
WRITTEN = {"observation": link("observations_id", id=first("id", "rows"))}
"""What writing leads to."""
