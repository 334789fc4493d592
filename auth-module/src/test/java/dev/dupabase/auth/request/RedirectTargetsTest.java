package dev.dupabase.auth.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectTargetsTest {
    private static final String SITE = "https://shop.example";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://localhost:8000/* | http://localhost:8000/path | true",
                "http://localhost:8000/* | http://localhost:8000/path?param=1 | true",
                "http://localhost:8000/* | http://localhost:8000/path#fragment/x | true",
                "http://localhost:8000/* | http://localhost:8000/path/to/page | false",
                "http://localhost:8000/* | http://localhost:8000 | false",
                "https://*.example.com | https://a.example.com | true",
                "https://*.example.com | https://a.b.example.com | false",
                "https://*.example.com | https://example.com | false",
                "https://**.example.com/** | https://a.b.example.com/x/y | true",
                "https://**.example.com/** | https://example.com/x | false",
                "com.app.demo://* | com.app.demo://callback | true",
                "com.app.demo://* | com.app.demo://a/b | false",
                "https://{a,b}.example.com/ | https://b.example.com/ | true",
                "https://{a,b}.example.com/ | https://c.example.com/ | false",
                "https://[a-c]?.example.com/ | https://b1.example.com/ | true",
                "https://[!a]1.example.com/ | https://a1.example.com/ | false",
                "https://a\\*b.example.com/ | https://axb.example.com/ | false",
                "https://app.example.com/cb | https://app.example.com/cb?sb_flow_id=7 | true",
                "https://app.example.com/cb?x=1 | https://app.example.com/cb?sb_flow_id=7&x=1 | true",
                "http://127.0.0.1:3000/** | http://127.0.0.1:3000/x | true",
                "http://10.0.0.7/** | http://10.0.0.7/x | false",
                "http://** | http://2130706433/x | false",
            })
    void patterns_are_globs_with_dots_and_slashes_as_bounds(
            String pattern, String target, boolean allowed) {
        assertThat(new RedirectTargets(SITE, List.of(pattern)).isAllowed(target))
                .isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/a.example.com/x",
                "https://evil.example?a.example.com/x",
                "https://a.example.com@evil.example/x",
                "https://evil.example\\.example.com/x",
                "//a.example.com/x",
                "javascript:alert(1)",
                "https://a.example.com%2f@evil.example/",
                "not an address"
            })
    void nobody_is_sent_to_another_host_by_a_pattern_for_hosts(String target) {
        var targets = new RedirectTargets(SITE, List.of("https://**.example.com/**"));

        assertThat(targets.isAllowed(target)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "https://shop.example, https://shop.example/any/path?x=1#y, true",
        "https://shop.example, https://SHOP.example:443/, true",
        "https://shop.example, http://shop.example/, false",
        "https://shop.example, https://shop.example:8443/, false",
        "https://shop.example, https://shop.example.evil.com/, false",
        "http://localhost:3000, http://127.0.0.1:5173/cb, true",
        "http://localhost:3000, http://[::1]:5173/cb, true",
        "http://localhost:3000, http://localhost.evil.com/, false",
    })
    void the_site_itself_is_always_allowed(String site, String target, boolean allowed) {
        assertThat(new RedirectTargets(site, List.of()).isAllowed(target)).isEqualTo(allowed);
    }

    @Test
    void what_is_not_allowed_is_replaced_by_the_site_and_not_by_the_next_candidate() {
        var targets = new RedirectTargets(SITE, List.of("https://ok.example/**"));

        assertThat(
                        targets.firstAllowed(
                                Optional.empty(),
                                Optional.of("https://evil.example/"),
                                Optional.of("https://ok.example/x")))
                .isEqualTo(SITE);
        assertThat(targets.firstAllowed(Optional.empty(), Optional.of("https://ok.example/x")))
                .isEqualTo("https://ok.example/x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://[a", "https://a\\", "https://{a", "[]", "[z-a]x", "*[", "}{"})
    void a_pattern_that_is_none_matches_nothing_and_breaks_nothing(String pattern) {
        assertThat(new RedirectTargets(SITE, List.of(pattern)).isAllowed("https://a.example/"))
                .isFalse();
    }
}
