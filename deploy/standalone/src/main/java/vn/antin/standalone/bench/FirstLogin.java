package vn.antin.standalone.bench;

import java.io.IOException;

/** One login of one user, for whoever needs a server's tables to hold something. */
public final class FirstLogin {
  private FirstLogin() {}

  /** Logs the first user in and gets tokens. */
  public static void by(Provider provider) throws IOException {
    try (Client client = new Client(provider)) {
      client.authorize(new Browser(), provider.firstUser(), false);
    } catch (WrongAnswer e) {
      throw new BenchException("The first login failed: " + e.getMessage(), e);
    }
  }
}
