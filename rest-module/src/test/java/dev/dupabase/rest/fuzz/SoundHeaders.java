package dev.dupabase.rest.fuzz;

import java.util.ArrayList;
import java.util.List;

/// Headers that go together with what is asked.
final class SoundHeaders {
    private final Dice dice;

    SoundHeaders(Dice dice) {
        this.dice = dice;
    }

    List<String> root() {
        return dice.once(2) ? List.of() : List.of("Accept: application/openapi+json");
    }

    List<String> reading() {
        var headers = new ArrayList<String>();
        accept(headers);
        if (dice.once(3)) {
            headers.add("Prefer: count=" + dice.pick("exact", "planned", "estimated"));
        }
        if (dice.once(8)) {
            headers.add("Range: 0-" + dice.below(9));
        }
        if (dice.once(10)) {
            headers.add("If-None-Match: " + dice.pick("*", "\"x\"", "W/\"x\", \"y\"", "x\""));
        }
        if (dice.once(8)) {
            headers.add("Prefer: pagination=cursor");
        }
        common(headers);
        return headers;
    }

    List<String> writing() {
        var headers = changing();
        if (dice.once(3)) {
            headers.add("Prefer: missing=" + dice.pick("default", "null"));
        }
        if (dice.once(12)) {
            headers.add("Prefer: tx=commit");
        }
        return headers;
    }

    List<String> changing() {
        var headers = new ArrayList<String>();
        if (dice.once(3)) {
            accept(headers);
        }
        headers.add(
                "Prefer: "
                        + dice.pick(
                                "return=representation",
                                "return=minimal",
                                "return=headers-only",
                                "return=representation, count=exact",
                                "handling=strict, max-affected=1000"));
        common(headers);
        return headers;
    }

    private void common(List<String> headers) {
        if (dice.once(9)) {
            headers.add("Prefer: timezone=" + dice.pick("UTC", "Europe/Berlin", "+05:30"));
        }
        if (dice.once(20)) {
            headers.add("Accept-Profile: public");
            headers.add("Content-Profile: public");
        }
        if (dice.once(20)) {
            headers.add("Cookie: a=b; c=\"d\"");
        }
    }

    private void accept(List<String> headers) {
        if (dice.once(2)) {
            headers.add(
                    "Accept: "
                            + dice.pick(
                                    "application/json",
                                    "*/*",
                                    "text/csv",
                                    "application/vnd.pgrst.array+json;nulls=stripped",
                                    "application/vnd.pgrst.object+json",
                                    "application/vnd.pgrst.plan+json; options=verbose|settings",
                                    "application/vnd.pgrst.plan+text; for=\"text/csv\"; options=analyze",
                                    "text/html, */*;q=0.1",
                                    "application/x-lines, application/json;q=0.5"));
        }
    }
}
