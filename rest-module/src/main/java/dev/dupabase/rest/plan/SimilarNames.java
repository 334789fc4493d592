package dev.dupabase.rest.plan;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Guesses which name was meant (contracts/rest.md S32): names that share letter groups with the
/// given one, by edit distance.
final class SimilarNames {
    /// For relationships and lists of parameters.
    static final double LOOSE = 0.33;

    /// For relations and functions.
    static final double STRICT = 0.75;

    private static final int LONGEST_GROUP = 3;
    private static final int SHORTEST_GROUP = 2;
    private static final int CANDIDATES = 50;

    private record Scored(String name, double score) {}

    private SimilarNames() {}

    /// The most similar name.
    static Optional<String> find(Collection<String> names, String wanted, double minimum) {
        if (names.contains(wanted)) {
            return Optional.of(wanted);
        }
        for (int size = LONGEST_GROUP; size >= SHORTEST_GROUP; size--) {
            var best = best(names, wanted, minimum, size);
            if (best.isPresent()) {
                return best;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> best(
            Collection<String> names, String wanted, double minimum, int size) {
        var groups = groups(wanted, size);
        return names.stream()
                .map(name -> new Scored(name, cosine(groups, groups(name, size))))
                .filter(scored -> scored.score() > 0)
                .sorted(Comparator.comparingDouble(Scored::score).reversed())
                .limit(CANDIDATES)
                .map(scored -> new Scored(scored.name(), likeness(scored.name(), wanted)))
                .filter(scored -> scored.score() >= minimum)
                .max(
                        Comparator.comparingDouble(Scored::score)
                                .thenComparing(Scored::name, Comparator.reverseOrder()))
                .map(Scored::name);
    }

    private static Map<String, Integer> groups(String name, int size) {
        var letters = new StringBuilder("-");
        name.toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(c -> Character.isLetterOrDigit(c) || c == ' ' || c == ',')
                .forEach(letters::appendCodePoint);
        letters.append('-');
        while (letters.length() < size) {
            letters.append('-');
        }
        var groups = new HashMap<String, Integer>();
        for (int i = 0; i + size <= letters.length(); i++) {
            groups.merge(letters.substring(i, i + size), 1, Integer::sum);
        }
        return groups;
    }

    private static double cosine(Map<String, Integer> one, Map<String, Integer> other) {
        double dot = 0;
        for (var group : one.entrySet()) {
            dot += (double) group.getValue() * other.getOrDefault(group.getKey(), 0);
        }
        return dot / (length(one) * length(other));
    }

    private static double length(Map<String, Integer> groups) {
        return Math.sqrt(groups.values().stream().mapToDouble(n -> (double) n * n).sum());
    }

    private static double likeness(String one, String other) {
        var a = one.toLowerCase(Locale.ROOT);
        var b = other.toLowerCase(Locale.ROOT);
        int longer = Math.max(a.length(), b.length());
        return longer == 0 ? 1 : 1 - (double) distance(a, b) / longer;
    }

    /// Levenshtein's.
    private static int distance(String a, String b) {
        var row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
