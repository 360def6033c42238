/** Entry of the window file: hands it to the loader that asked for it. */

import { Chat } from "./chat";
import type { Mount } from "./host";

const element = customElements.get("cyber-protect") as unknown as { mount: Mount };
element.mount = (host) => new Chat(host);
