package dev.dupabase.platform.instance;

import java.util.UUID;
import org.springframework.stereotype.Component;

/// The name of this process among the instances, for as long as it runs.
@Component
public class InstanceId {
    private final UUID value = UUID.randomUUID();

    InstanceId() {}

    public UUID value() {
        return value;
    }
}
