package dev.dupabase;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]+)");

    @Test
    void every_environment_variable_has_its_place_on_the_page() throws IOException {
        var settings = Files.readString(Path.of("src/main/resources/application.yaml"));
        var page = Files.readString(Path.of("../docs/configuration.md"));
        var missing = new TreeSet<String>();
        VARIABLE.matcher(settings)
                .results()
                .map(found -> found.group(1))
                .filter(name -> !page.contains("`" + name + "`"))
                .forEach(missing::add);

        assertThat(settings).contains("${DATABASE_URL:");
        assertThat(missing).isEmpty();
    }
}
