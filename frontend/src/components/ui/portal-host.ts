import { createContext } from "react";

/// Where menus and tooltips hang themselves: inside the modal dialog that is open, as all else is inert then.
export const PortalHost = createContext<HTMLElement | null>(null);
