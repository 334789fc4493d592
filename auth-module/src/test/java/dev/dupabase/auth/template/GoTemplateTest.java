package dev.dupabase.auth.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoTemplateTest {
    private static final Map<String, Object> DATA =
            Map.of(
                    "Email",
                    "ann@example.com",
                    "Token",
                    "123456",
                    "Zero",
                    0,
                    "Data",
                    Map.of("name", "Ann <b>", "langs", List.of("de", "en"), "lang", "de", "n", 3));

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "Hi {{ .Email }}!~Hi ann@example.com!",
                "{{.Data.name}}~Ann <b>",
                "{{ .Missing }}{{ .Data.missing.deeper }}~''",
                "{{ if .Data.missing }}a{{ else }}b{{ end }}~b",
                "{{ if eq .Data.lang \"en\" }}Hello{{ else if eq .Data.lang \"de\" }}Hallo{{ else }}?{{ end }}~Hallo",
                "{{ if and .Email (not .Missing) }}yes{{ end }}~yes",
                "{{ if or .Missing .Zero }}yes{{ else }}no{{ end }}~no",
                "{{ range .Data.langs }}[{{ . }} {{ $.Email }}]{{ end }}~[de ann@example.com][en ann@example.com]",
                "{{ range $i, $l := .Data.langs }}{{ $i }}={{ $l }};{{ end }}~0=de;1=en;",
                "{{ range .Missing }}x{{ else }}none{{ end }}~none",
                "{{ with .Data }}{{ .lang }}{{ end }}~de",
                "{{ with .Missing }}x{{ else }}y{{ end }}~y",
                "{{ $x := .Data.lang }}{{ $x }}~de",
                "{{ .Data.langs | len }}~2",
                "{{ index .Data \"lang\" }}{{ index .Data.langs 1 }}~deen",
                "{{ if gt .Data.n 2 }}many{{ end }}{{ if ne .Data.n 3 }}x{{ end }}~many",
                "a {{- \" b \" -}} c~a b c",
                "{{/* nothing */}}x~x",
                "{{ `raw` }}{{ \"q\\\"\" }}~rawq\"",
            })
    void templates_say_what_go_says(String template, String expected) throws TemplateFault {
        assertThat(GoTemplate.parse(template).text(DATA)).isEqualTo(expected);
    }

    @Test
    void values_are_escaped_as_their_place_in_html_demands() throws TemplateFault {
        var data =
                Map.of(
                        "X", "a\"b<c>&d'e f",
                        "Url", "https://a.example/p q?x=1&y=2",
                        "Bad", "javascript:alert(1)",
                        "App", "com.app.demo://callback");

        assertThat(html("<p>{{ .X }}</p>", data))
                .isEqualTo("<p>a&#34;b&lt;c&gt;&amp;d&#39;e f</p>");
        assertThat(html("<p title=\"{{ .X }}\">", data))
                .isEqualTo("<p title=\"a&#34;b&lt;c&gt;&amp;d&#39;e f\">");
        assertThat(html("<a href=\"{{ .Url }}\">", data))
                .isEqualTo("<a href=\"https://a.example/p%20q?x=1&amp;y=2\">");
        assertThat(html("<a href=\"https://b.example/?next={{ .Url }}&t=1\">", data))
                .isEqualTo(
                        "<a href=\"https://b.example/?next=https%3A%2F%2Fa.example%2Fp%20q%3Fx%3D1%26y%3D2&t=1\">");
        assertThat(html("<a href=\"{{ .Bad }}\">", data)).isEqualTo("<a href=\"#\">");
        assertThat(html("<a href=\"{{ .App }}\">", data))
                .isEqualTo("<a href=\"com.app.demo://callback\">");
        assertThat(html("<p onclick=\"{{ .Bad }}\">", data)).doesNotContain("(");
        assertThat(html("<script>{{ .Bad }}</script>{{ .X }}", data))
                .startsWith("<script></script>a&#34;");
        assertThat(html("<!-- {{ .X }} -->{{ .App }}", data))
                .isEqualTo("<!--  -->com.app.demo://callback");
        assertThat(html("<p {{ .X }}=1 class={{ .X }}>", data))
                .isEqualTo("<p abcdef=1 class=a&#34;b&lt;c&gt;&amp;d&#39;ef>");
    }

    private static String html(String template, Map<String, ?> data) throws TemplateFault {
        return GoTemplate.parse(template).html(data);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ .X",
                "{{ if .X }}",
                "{{ end }}",
                "{{ else }}",
                "{{ }}",
                "{{ nofunction .X }}",
                "{{ define \"x\" }}{{ end }}",
                "{{ if }}{{ end }}",
                "{{ (eq .X }}",
                "{{ .X | }}",
                "{{ range .X }}{{ else if .Y }}{{ end }}",
                "{{ \"open }}",
                "{{ .X! }}"
            })
    void what_cannot_be_read_is_refused(String template) {
        assertThatThrownBy(() -> GoTemplate.parse(template)).isInstanceOf(TemplateFault.class);
    }

    @Test
    void a_value_is_no_function() throws TemplateFault {
        var template = GoTemplate.parse("{{ .Email .Token }}");

        assertThatThrownBy(() -> template.text(DATA)).isInstanceOf(TemplateFault.class);
    }

    @Test
    void depth_and_length_are_bounded() throws TemplateFault {
        assertThatThrownBy(
                        () -> GoTemplate.parse("{{ if .X }}".repeat(60) + "{{ end }}".repeat(60)))
                .isInstanceOf(TemplateFault.class);
        var data = Map.of("L", java.util.Collections.nCopies(2000, "x"), "T", "y".repeat(1000));
        var huge = GoTemplate.parse("{{ range .L }}{{ $.T }}{{ end }}");
        assertThatThrownBy(() -> huge.html(data)).isInstanceOf(TemplateFault.class);
    }
}
