package dev.dupabase.platform.requestlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.platform.usage.UsageClass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryMaskTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "REST|select=id,name&email=eq.ann@example.com|select=id,name&email=eq.*",
                "REST|id=not.in.(1,2)&order=id.desc&limit=10|id=not.in.*&order=id.desc&limit=10",
                "REST|name=like(any).{a*}|name=like(any).*",
                "REST|and=(secret.eq.1,b.gt.2)|and=*",
                "REST|apikey=eyJhbGciOi.x.y|apikey=*",
                "RPC|code=eq.1234&a=2|code=*&a=*",
                "AUTH|grant_type=password|grant_type=password",
                "AUTH|token=abc123&type=signup&redirect_to=https://a.example|token=*&type=signup&redirect_to=*",
                "AUTH|type=Secret%20Thing|type=*",
                "STORAGE|token=eyJ|token=*",
                "REST|eyJhbGciOiJIUzI1NiJ9|*"
            })
    void values_are_masked_and_what_helps_is_left(UsageClass kind, String query, String masked) {
        assertThat(QueryMask.mask(kind, query)).isEqualTo(masked);
    }

    @Test
    void a_long_query_is_cut() {
        assertThat(QueryMask.mask(UsageClass.REST, "select=" + "a,".repeat(1000)))
                .hasSizeLessThan(510);
        assertThat(QueryMask.mask(UsageClass.REST, "x".repeat(200) + "=1")).isEqualTo("*");
        assertThat(QueryMask.mask(UsageClass.REST, null)).isNull();
    }
}
