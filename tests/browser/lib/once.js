// Imported before the runner starts, which hands its environment on: all files share one demo site.

import { demoSite } from "./demo.js";

demoSite();
