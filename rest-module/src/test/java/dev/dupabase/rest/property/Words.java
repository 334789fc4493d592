package dev.dupabase.rest.property;

import java.util.Set;

/// All that may stand in rendered SQL without double quotes.
final class Words {
    /// Keywords, functions and types of PostgreSQL, and names that the product itself gives.
    static final String ALL =
            """
            _ a all and any as asc body by bytes case cast cross conflict delete desc distinct do elem else end
            excluded exists explain false first format from group having head hh ilike in inner insert into is
            join key last lateral left like limit line lines location
            longest materialized not nothing null nulls offset on one or
            order part r returning s select separator set then true union
            unknown update val value values verbose
            when where with
            array_agg avg coalesce count current_setting getdatabaseencoding greatest
            json_agg json_array_elements json_build_array
            json_each_text json_object_keys json_strip_nulls json_to_record json_to_recordset
            jsonb_agg jsonb_array_elements jsonb_build_object jsonb_to_record jsonb_to_recordset
            least length max min nullif octet_length pg_column_size phraseto_tsquery plainto_tsquery row_to_json set_config
            string_agg substring sum to_jsonb to_tsquery to_tsvector websearch_to_tsquery
            bigint character double int integer json jsonb precision text varying
            _postgrest_t json_data k page_total pgrst_body pgrst_bulk pgrst_call pgrst_edge pgrst_json_defs
            pgrst_lines pgrst_next
            pgrst_payload pgrst_place pgrst_rows pgrst_size pgrst_source pgrst_source_count response_headers
            response_inserted response_status total_result_set
            """;

    static final Set<String> TEXTS =
            Set.of(
                    "",
                    "0",
                    "-1",
                    ",",
                    "[]",
                    "[",
                    "]",
                    ", \n ",
                    "UTF8",
                    "\n",
                    "null",
                    "pgrst.inserted",
                    "response.headers",
                    "response.status");

    private Words() {}
}
