import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ChevronsUpDown, LogOut, Monitor, Moon, Sun, UserRound } from "lucide-react";
import { sessionQuery } from "@/api/session";
import { useSignOut } from "@/components/sign-out";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { toast } from "@/components/ui/toast";
import { chooseTheme, themeChoices, useThemeChoice } from "@/theme/theme";

const themeLooks = {
  light: { text: "Light", icon: Sun },
  dark: { text: "Dark", icon: Moon },
  system: { text: "System", icon: Monitor },
};

export function AccountMenu() {
  const account = useQuery(sessionQuery).data;
  const theme = useThemeChoice();
  const signOut = useSignOut();
  const name = account?.display_name ?? account?.email ?? "Account";
  return (
    <DropdownMenu>
      <DropdownMenuTrigger className="flex w-full items-center gap-2.5 rounded-lg p-1.5 text-left transition-colors hover:bg-hover data-[state=open]:bg-hover">
        <span
          className="grid size-8 shrink-0 place-items-center rounded-full bg-accent-soft font-semibold text-accent-text text-xs uppercase"
          aria-hidden="true"
        >
          {name.slice(0, 1)}
        </span>
        <span className="grid min-w-0 flex-1">
          <span className="sr-only">Account menu of </span>
          <span className="truncate font-medium text-[0.8125rem]">{name}</span>
          {account?.display_name != null && (
            <span className="truncate text-ink-faint text-xs leading-4">{account.email}</span>
          )}
        </span>
        <ChevronsUpDown className="size-4 shrink-0 text-ink-faint" aria-hidden="true" />
      </DropdownMenuTrigger>
      <DropdownMenuContent side="top" align="start" className="w-54">
        <DropdownMenuItem asChild>
          <Link to="/account">
            <UserRound aria-hidden="true" />
            Account settings
          </Link>
        </DropdownMenuItem>
        <DropdownMenuSeparator />
        <DropdownMenuLabel>Theme</DropdownMenuLabel>
        <DropdownMenuRadioGroup value={theme}>
          {themeChoices.map((choice) => {
            const { text, icon: Icon } = themeLooks[choice];
            return (
              <DropdownMenuRadioItem key={choice} value={choice} onSelect={() => chooseTheme(choice)}>
                <Icon aria-hidden="true" />
                {text}
              </DropdownMenuRadioItem>
            );
          })}
        </DropdownMenuRadioGroup>
        <DropdownMenuSeparator />
        <DropdownMenuItem
          onSelect={() => signOut.mutate(undefined, { onError: (error) => toast(error.message, "danger") })}
        >
          <LogOut aria-hidden="true" />
          Sign out
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
