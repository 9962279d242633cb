package vn.antin.standalone;

import java.util.List;

/** The three applications. */
enum App {
  AUTH(
      "auth-server",
      "auth-server/target/antin-auth-server.jar",
      "vn.antin.auth.AuthApplication",
      "antin_auth",
      256),
  SIGNING(
      "signing-service",
      "signing-service/server/target/antin-signing-server.jar",
      "vn.antin.signing.SigningApplication",
      "antin_signing",
      384),
  ADMIN(
      "admin-ui",
      "admin-ui/target/antin-admin-ui.jar",
      "vn.antin.admin.AdminApplication",
      "antin_admin",
      192);

  private final String title;
  private final String jar;
  private final String mainClass;
  private final String database;
  private final int heapMegabytes;

  App(String title, String jar, String mainClass, String database, int heapMegabytes) {
    this.title = title;
    this.jar = jar;
    this.mainClass = mainClass;
    this.database = database;
    this.heapMegabytes = heapMegabytes;
  }

  /** The name by which people know it; also its folder and the stem of its log. */
  String title() {
    return title;
  }

  /** The jar that the build makes, below the checkout. */
  String jar() {
    return jar;
  }

  String mainClass() {
    return mainClass;
  }

  String database() {
    return database;
  }

  int heapMegabytes() {
    return heapMegabytes;
  }

  /** What the first visitors ask for: asked once while the start is recorded. */
  List<String> firstPages() {
    return switch (this) {
      case AUTH ->
          List.of(
              "/.well-known/openid-configuration", "/oauth2/jwks", "/login", "/style/antin.css");
      case SIGNING -> List.of("/authority/root.pem", "/credentials");
      case ADMIN -> List.of("/", "/check", "/login");
    };
  }

  int port(Ports ports) {
    return switch (this) {
      case AUTH -> ports.auth();
      case SIGNING -> ports.signing();
      case ADMIN -> ports.admin();
    };
  }
}
