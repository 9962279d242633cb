package vn.antin.auth.oauth2.device;

import java.time.Instant;
import java.util.Set;

/**
 * What an official is shown before saying yes to a device.
 *
 * @param code as the device shows it
 * @param vetted whether an administrator has registered the application
 * @param scopes what it will get
 * @param address where the code was asked for
 */
public record DeviceQuestion(
    String code,
    String clientName,
    boolean vetted,
    Set<String> scopes,
    String address,
    Instant askedAt) {
  public DeviceQuestion {
    scopes = Set.copyOf(scopes);
  }
}
