package vn.antin.auth.key;

import java.util.Set;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * When keys are made: that of the default algorithm before the first request, those of the others,
 * which cost an RSA search each, right after the start; then all are looked after every hour.
 */
@Component
final class KeySchedule implements SmartInitializingSingleton {
  private final KeyRotation rotation;
  private final KeyHolders holders;
  private final SigningKeys keys;

  KeySchedule(KeyRotation rotation, KeyHolders holders, SigningKeys keys) {
    this.rotation = rotation;
    this.holders = holders;
    this.keys = keys;
  }

  @Override
  public void afterSingletonsInstantiated() {
    rotation.rotate(Set.of(TokenAlgorithm.ES256));
    keys.refresh();
  }

  @Scheduled(initialDelayString = "PT5S", fixedDelayString = "PT1H")
  void rotate() {
    rotation.rotate(holders.offered());
    keys.refresh();
  }
}
