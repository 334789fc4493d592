package dev.dupabase.rest.error;

import dev.dupabase.platform.error.ApiException;
import java.util.List;

/// `PGRST201`: the one refusal whose details are a list.
public final class AmbiguousRelationship extends ApiException {
    private static final long serialVersionUID = 1L;

    /// One way to embed.
    public record Candidate(String cardinality, String embedding, String relationship) {}

    private final transient List<Candidate> candidates;

    public AmbiguousRelationship(String explanation, List<Candidate> candidates) {
        super(RestError.AMBIGUOUS_RELATIONSHIP, explanation);
        this.candidates = List.copyOf(candidates);
    }

    public List<Candidate> candidates() {
        return candidates;
    }
}
