package dupabase.generated;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The description of the platform API is a valid OpenAPI document.
class DocumentTest {
    private static final Path DOCUMENT = Path.of("../frontend/openapi/platform.json");

    @Test
    void the_document_is_valid() throws Exception {
        var parsed =
                new OpenAPIV3Parser()
                        .readContents(Files.readString(DOCUMENT), null, new ParseOptions());
        assertThat(parsed.getMessages()).isEmpty();
        assertThat(parsed.getOpenAPI().getPaths()).isNotEmpty();
    }

    @Test
    void what_is_not_valid_is_seen() throws Exception {
        var broken = Files.readString(DOCUMENT).replaceFirst("\"responses\"", "\"answers\"");
        var parsed = new OpenAPIV3Parser().readContents(broken, null, new ParseOptions());
        assertThat(parsed.getMessages()).isNotEmpty();
    }
}
