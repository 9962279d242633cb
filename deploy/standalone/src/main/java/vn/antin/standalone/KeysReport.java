package vn.antin.standalone;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import vn.antin.standalone.bench.Rate;

/** The table of {@code ./antin bench keys}: each figure with what is aimed at beside it. */
final class KeysReport {
  private static final double LEAST_HELD = 0.9;
  private static final double LEAST_COLD = 0.4;
  private static final double LEAST_STAMPS = 1_000;
  private static final String RSA = "RSA-2048";

  private final List<String> lines = new ArrayList<>();

  /** Cold keys have an aim where making a signature costs more than fetching the key. */
  void tokens(List<TokenRates> all) {
    for (TokenRates rates : all) {
      add(rates.kind() + ", resident", rates.resident(), "", "");
      share(rates.kind() + ", wrapped and held", rates.held(), rates.resident(), LEAST_HELD);
      share(
          rates.kind() + ", wrapped and cold",
          rates.cold(),
          rates.resident(),
          rates.kind().equals(RSA) ? LEAST_COLD : 0);
    }
  }

  void stamps(Rate rate) {
    add("time-stamps", rate.perSecond(), times(rate), aim(rate.perSecond(), LEAST_STAMPS, "1,000"));
  }

  void answers(Rate stored, Rate nonce) {
    add("OCSP answers, stored", stored.perSecond(), times(stored), "");
    add("OCSP answers, nonce", nonce.perSecond(), times(nonce), "");
  }

  void issued(String kind, int certificates, double seconds) {
    add(
        "certificates, " + kind,
        certificates / seconds,
        String.format(Locale.ROOT, "%,d in %.0f s", certificates, seconds),
        "");
  }

  void print() {
    System.out.printf(Locale.ROOT, "%n%-26s %10s  %-28s %s%n", "", "per s", "", "aim");
    lines.forEach(System.out::println);
  }

  private void share(String what, double rate, double resident, double least) {
    double share = rate / resident;
    add(
        what,
        rate,
        String.format(Locale.ROOT, "%.0f %% of resident", 100 * share),
        least == 0 ? "" : aim(share, least, String.format(Locale.ROOT, "%.0f %%", 100 * least)));
  }

  private void add(String what, double rate, String more, String aim) {
    String number = String.format(Locale.ROOT, rate < 100 ? "%,.1f" : "%,.0f", rate);
    lines.add(
        String.format(Locale.ROOT, "%-26s %10s  %-28s %s", what, number, more, aim)
            .stripTrailing());
  }

  private static String aim(double reached, double least, String text) {
    return "at least " + text + (reached >= least ? ": reached" : ": missed");
  }

  private static String times(Rate rate) {
    return String.format(
        Locale.ROOT, "p50 %.2f ms, p99 %.2f ms", rate.medianMillis(), rate.slowestMillis());
  }
}
