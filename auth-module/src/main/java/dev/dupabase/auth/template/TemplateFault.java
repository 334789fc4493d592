package dev.dupabase.auth.template;

/// A template that cannot be read or rendered. Checked: who uses a template has another one to fall
/// back to, or an author to tell.
public final class TemplateFault extends Exception {
    private static final long serialVersionUID = 1L;

    TemplateFault(String message) {
        super(message, null, false, false);
    }
}
