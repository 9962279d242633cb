package vn.antin.standalone;

import java.io.PrintStream;
import java.nio.file.Path;

/** What {@code ./antin up} says when everything runs. */
final class Welcome {
  private Welcome() {}

  static void print(PrintStream out, Settings settings, Path data) {
    out.printf(
        """

        Ấn Tín is running.

          Home page         %s
          auth-server       %s
          Mails             %s/mail
          signing-service   %s
          LDAP gateway      ldap://localhost:%d
          Signing keys      %s
          Data and logs     %s
        """,
        settings.adminUrl(),
        settings.authUrl(),
        settings.authUrl(),
        settings.signingUrl(),
        settings.ports().gateway(),
        settings.token().description(),
        data);
    LocalAuthority tls = settings.tls();
    if (tls != null) {
      out.printf(
          """
            mTLS              https://localhost:%d
            Trust this        %s
                              (an authority of this installation alone; curl --cacert FILE)
          """,
          settings.ports().mutual(), tls.certificate());
    }
    if (settings.officials() > 0) {
      out.printf(
          """

            Sample province of %d officials; password antin-demo-2026, signing PIN 202611
              official0001   chairman of the province
              official0002   records clerk, keeps the agency seal
              official0003   security administrator of the province
              official0004   administrator of one commune
          """,
          settings.officials());
    } else {
      out.print("\n  No accounts yet? ./antin admin create NAME makes the first administrator.\n");
    }
    out.print("\nCtrl-C stops everything.\n");
  }
}
