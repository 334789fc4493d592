package dev.dupabase.rest.fuzz;

/// Makes up requests: most fit the schema, the others are hostile. The same seed makes the same
/// requests.
final class RandomRequests {
    private final Dice dice;
    private final SoundRequests sound;
    private final HostileRequests hostile;

    RandomRequests(long seed, RealSchema schema) {
        this.dice = new Dice(seed);
        this.sound = new SoundRequests(dice, schema);
        this.hostile = new HostileRequests(dice);
    }

    FuzzRequest next() {
        return dice.below(100) < 65 ? sound.next() : hostile.next();
    }
}
