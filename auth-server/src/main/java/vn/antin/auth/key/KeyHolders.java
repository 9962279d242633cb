package vn.antin.auth.key;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import vn.antin.auth.key.KeyProperties.Store;

/** Where new keys are made, and every place whose keys this node can use. */
@Component
final class KeyHolders implements DisposableBean {
  private static final Logger LOG = LoggerFactory.getLogger(KeyHolders.class);

  private final SoftwareKeys software = new SoftwareKeys();
  private final @Nullable HardwareKeys hardware;
  private final KeyHolder current;
  private final Set<TokenAlgorithm> offered;

  KeyHolders(KeyProperties properties) {
    hardware = properties.pkcs11() == null ? null : HardwareKeys.open(properties.pkcs11());
    current = properties.store() == Store.PKCS11 ? Objects.requireNonNull(hardware) : software;
    Map<Boolean, Set<TokenAlgorithm>> held =
        properties.tokenAlgorithms().stream()
            .collect(Collectors.partitioningBy(current::holds, Collectors.toUnmodifiableSet()));
    offered = held.getOrDefault(true, Set.of());
    Set<TokenAlgorithm> left = held.getOrDefault(false, Set.of());
    if (!left.isEmpty()) {
      LOG.info("not offered, because the token cannot hold their keys: {}", left);
    }
  }

  /** The algorithms that have keys here. */
  Set<TokenAlgorithm> offered() {
    return offered;
  }

  /** Where new keys are made. */
  KeyHolder current() {
    return current;
  }

  /** The holder of a row; null when this node cannot reach it. */
  @Nullable KeyHolder named(String column) {
    if (column.equals(software.column())) {
      return software;
    }
    return hardware != null && column.equals(hardware.column()) ? hardware : null;
  }

  @Override
  public void destroy() {
    if (hardware != null) {
      hardware.close();
    }
  }
}
