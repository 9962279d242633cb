package vn.antin.ldap.gateway;

import java.net.InetAddress;
import java.util.UUID;
import vn.antin.ldap.entry.Password;
import vn.antin.ldap.entry.Person;
import vn.antin.ldap.entry.Unit;

/**
 * What the application lends to the gateway. Called from many threads. An exception is answered
 * with {@code unavailable} and logged; it never reaches the client.
 */
public interface AccountsPort {
  /**
   * Checks a password; throttling and audit are done in here. Takes the same time whether or not
   * the name exists. The password is never empty.
   *
   * @param username in lower case and NFC
   */
  BindOutcome authenticate(String username, Password password, InetAddress remote);

  /** Officials that match, ordered by username. */
  SearchOutcome<Person> people(UUID reader, PageRequest page);

  /** Units that match, ordered by code. */
  SearchOutcome<Unit> units(UUID reader, PageRequest page);
}
