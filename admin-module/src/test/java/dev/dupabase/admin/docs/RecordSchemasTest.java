package dev.dupabase.admin.docs;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.annotations.media.Schema;
import org.junit.jupiter.api.Test;

class RecordSchemasTest {
    @Schema(name = "Namesake")
    record First(String one) {}

    @Schema(name = "Namesake")
    record Second(String two) {}

    record Both(First first, Second second) {}

    @Test
    void two_records_of_one_name_are_refused() {
        var converters = new ModelConverters(true);
        converters.addConverter(new RecordSchemas());
        var both = new AnnotatedType(Both.class).resolveAsRef(true);
        assertThatThrownBy(() -> converters.resolveAsResolvedSchema(both))
                .hasMessageContaining("are both described as Namesake");
    }
}
