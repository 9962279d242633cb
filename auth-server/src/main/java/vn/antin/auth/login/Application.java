package vn.antin.auth.login;

import java.util.List;

/**
 * What the login page says of the application that sent the official here.
 *
 * @param origins where its registered redirect URIs are; the login form may end there
 */
public record Application(String name, List<String> origins) {
  public Application {
    origins = List.copyOf(origins);
  }
}
