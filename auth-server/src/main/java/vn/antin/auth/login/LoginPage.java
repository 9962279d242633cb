package vn.antin.auth.login;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.antin.auth.login.remembered.KnownDevices;

/**
 * What the login page shows.
 *
 * @param application the name of the application being logged in to
 * @param username who is expected; stands in the field
 * @param bound whether nobody else may log in here
 * @param password whether a password counts here
 * @param counter whether the computer is said to be shared
 * @param visitors who has used this shared computer today
 * @param locked the name of whose session waits here, locked
 * @param others the other ways to begin: page and key of the text
 * @param problem key of the message that says what went wrong with the last attempt
 * @param minutes how long to wait, where the message says so
 */
public record LoginPage(
    String flow,
    @Nullable String application,
    String username,
    boolean bound,
    boolean password,
    boolean counter,
    List<KnownDevices.Visitor> visitors,
    @Nullable String locked,
    List<Way> others,
    @Nullable String problem,
    long minutes) {
  public LoginPage {
    others = List.copyOf(others);
    visitors = List.copyOf(visitors);
  }
}
