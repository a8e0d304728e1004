// Gives the drawings that the server made the same tools as charts have.
import { addTools } from "./chart/tools.js";

for (const element of document.querySelectorAll("[data-drawing]")) addTools(element);
