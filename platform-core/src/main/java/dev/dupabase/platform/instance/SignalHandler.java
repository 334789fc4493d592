package dev.dupabase.platform.instance;

/// Hears of one kind of signal, of this instance and of all others.
public interface SignalHandler {
    /// A word.
    String topic();

    void received(String payload);

    /// Signals may have been missed: whatever they could have said may be so.
    void missedSome();
}
