package dev.dupabase.rest.plan;

import dev.dupabase.rest.plan.Producer.BuiltIn;
import dev.dupabase.rest.request.MediaType;
import dev.dupabase.rest.request.MediaType.Known;
import dev.dupabase.rest.request.SelectItem;
import dev.dupabase.rest.schema.MediaHandler;
import dev.dupabase.rest.schema.QualifiedName;
import dev.dupabase.rest.schema.SchemaCache;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Chooses the form of the answer: the first that the client accepts and the project can make
/// (contracts/rest.md §4.5, §4.7).
///
/// @param subject the relation whose rows come out, or the function whose value does
/// @param ownHandlers whether handlers of the subject count: only where all its columns and nothing
///   else are selected
/// @param explain whether plans may be asked for
record Negotiation(SchemaCache cache, QualifiedName subject, boolean ownHandlers, boolean explain) {
    static boolean selectsAll(List<SelectItem> select) {
        return select.size() == 1 && select.getFirst() instanceof SelectItem.AllColumns;
    }

    /// Null if nothing fits.
    @Nullable Delivery choose(List<MediaType> accepted) {
        for (var media : accepted) {
            var delivery = deliver(media);
            if (delivery != null) {
                return delivery;
            }
        }
        return null;
    }

    private @Nullable Delivery deliver(MediaType media) {
        return switch (media) {
            case Known.OBJECT -> new Delivery(media, BuiltIn.OBJECT, true);
            case Known.OBJECT_STRIPPED -> new Delivery(media, BuiltIn.OBJECT_STRIPPED, true);
            case Known.ARRAY_STRIPPED -> new Delivery(media, BuiltIn.JSON_STRIPPED, false);
            case MediaType.Plan plan -> explained(plan);
            case Known known -> handled(known);
            case MediaType.Other other -> handled(other);
        };
    }

    private @Nullable Delivery explained(MediaType.Plan plan) {
        var explained = explain ? deliver(plan.shape()) : null;
        return explained == null ? null : new Delivery(plan, explained.producer(), false);
    }

    private @Nullable Delivery handled(MediaType media) {
        if (ownHandlers) {
            var anything = handler(Known.ANY.label(), subject);
            if (anything != null) {
                return delivery(Known.OCTETS, anything);
            }
            var own = handler(media.label(), subject);
            if (own != null) {
                return delivery(media, own);
            }
        }
        var general = handler(media.label(), null);
        if (general != null) {
            return delivery(media == Known.ANY ? Known.OCTETS : media, general);
        }
        return switch (media) {
            case Known.ANY, Known.JSON -> new Delivery(Known.JSON, BuiltIn.JSON, false);
            case Known.CSV -> new Delivery(media, BuiltIn.CSV, false);
            case Known.GEO_JSON -> new Delivery(media, BuiltIn.GEO_JSON, false);
            case Known other -> null;
            case MediaType.Other other -> null;
            case MediaType.Plan plan -> null;
        };
    }

    private static Delivery delivery(MediaType media, MediaHandler handler) {
        return new Delivery(
                media,
                handler.aggregate()
                        ? new Producer.Aggregate(handler.function(), handler.relation())
                        : Producer.OwnResult.INSTANCE,
                false);
    }

    /// @param of null for handlers of any rows
    private @Nullable MediaHandler handler(String label, @Nullable QualifiedName of) {
        for (var handler : cache.handlers()) {
            var key = handler.aggregate() ? handler.relation() : handler.function();
            if (handler.mediaType().equals(label)
                    && (of == null ? handler.aggregate() && key == null : of.equals(key))) {
                return handler;
            }
        }
        return null;
    }
}
