package dev.dupabase.storage.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.secret.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class StorageSettingsTest {
    @Test
    void the_defaults_are_those_of_the_contract() {
        assertThat(StorageSettings.SECTION.view(parse("{}")))
                .containsEntry("file-size-limit", 52428800L)
                .containsEntry("s3.region", "us-east-1")
                .containsEntry("s3-protocol.enabled", true)
                .containsEntry("image.max-megapixels", 50)
                .containsEntry("delete-objects-limit", 1000)
                .containsEntry("webhook.key", "")
                .containsEntry("keys.unicode", false)
                .hasSize(12);
    }

    @ParameterizedTest
    @CsvSource({"1000, 1000", "'\"1000\"', 1000", "'\"2MB\"', 2097152", "'\"2MiB\"', 2097152"})
    void a_size_is_a_number_of_bytes_or_has_a_unit(String given, long bytes) {
        assertThat(parse("{\"file-size-limit\":%s}".formatted(given)).fileSizeLimit())
                .isEqualTo(DataSize.ofBytes(bytes));
    }

    @Test
    void the_key_of_the_webhook_is_a_secret_and_masked() {
        var settings = parse("{\"webhook.key\":\"hush\",\"webhook.url\":\"https://a.test/x\"}");
        assertThat(settings.webhook().key()).contains(new Secret("hush"));
        assertThat(settings.shown()).containsEntry("webhook.key", "********");
        assertThat(settings.toString()).doesNotContain("hush");
        assertThat(StorageSettings.SECTION.isSecret("webhook.key")).isTrue();
        assertThat(StorageSettings.SECTION.isSecret("webhook.url")).isFalse();
    }

    @Test
    void names_count_in_other_spellings() {
        assertThat(StorageSettings.SECTION.canonicalKey("FILE_SIZE_LIMIT"))
                .isEqualTo("file-size-limit");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"file-size-limit\":0} | file-size-limit",
                "{\"file-size-limit\":\"51GB\"} | file-size-limit",
                "{\"file-size-limit\":\"99999999999999GB\"} | file-size-limit",
                "{\"file-size-limit\":\"much\"} | file-size-limit",
                "{\"image.enabled\":\"yes\"} | image.enabled",
                "{\"image.max-megapixels\":0.5} | image.max-megapixels",
                "{\"delete-objects-limit\":[]} | delete-objects-limit",
                "{\"webhook.url\":\"ftp://a.test\"} | webhook.url",
                "{\"s3.endpoint\":\"a b\"} | s3.endpoint",
                "{\"x'; drop table y\":1} | x'; drop table y"
            })
    void what_is_not_allowed_is_refused_with_its_name(String overrides, String field) {
        var refusal = catchThrowableOfType(ApiException.class, () -> parse(overrides));
        assertThat(refusal.code().status().value()).isEqualTo(400);
        assertThat(refusal.fields()).containsOnlyKeys(field);
    }

    private static StorageSettings parse(String overrides) {
        return StorageSettings.SECTION.parse((ObjectNode) JsonMapper.shared().readTree(overrides));
    }
}
