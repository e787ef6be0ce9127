"use strict";
// Shows the description of the data interface.
const place = document.getElementById("documents");
SwaggerUIBundle({ url: place.dataset.described, domNode: place, deepLinking: true });
