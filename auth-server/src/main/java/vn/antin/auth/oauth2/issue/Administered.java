package vn.antin.auth.oauth2.issue;

import java.util.List;
import java.util.UUID;

/**
 * What an official administers today.
 *
 * @param units over which they are security or unit administrator
 * @param roles of an administrator that they hold over any unit, in the order of the alphabet
 */
public record Administered(List<UUID> units, List<String> roles) {
  static final Administered NOTHING = new Administered(List.of(), List.of());

  public Administered {
    units = List.copyOf(units);
    roles = List.copyOf(roles);
  }
}
