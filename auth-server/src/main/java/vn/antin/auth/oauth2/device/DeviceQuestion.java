package vn.antin.auth.oauth2.device;

import java.time.Instant;
import java.util.List;

/**
 * What an official is shown before saying yes to a device.
 *
 * @param code as the device shows it
 * @param vetted whether an administrator has registered the application
 * @param scopes what it will get, in an order that stays
 * @param address where the code was asked for
 */
public record DeviceQuestion(
    String code,
    String clientName,
    boolean vetted,
    List<String> scopes,
    String address,
    Instant askedAt) {
  public DeviceQuestion {
    scopes = List.copyOf(scopes);
  }
}
