package vn.antin.csckit;

/** A certificate of its own. */
final class TestCertificate {
  static final String SERIAL = "1234abcd";
  static final String BASE64 =
      "MIIBZjCCAQ2gAwIBAgIEEjSrzTAKBggqhkjOPQQDAjAQMQ4wDAYDVQQDDAVTbWFsbDAgFw0yNjExMjMwMTAxMzZa"
          + "GA8yMTI2MTAzMDAxMDEzNlowEDEOMAwGA1UEAwwFU21hbGwwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAARnB2Tv"
          + "yehc+lz0u2XA3Jfak8EWVS+8Wxl4V3gssBR3j9E733FQnBY83sCPGQ+UnWu3EzIdrZLy6PTsWl+50C8bo1MwUTAd"
          + "BgNVHQ4EFgQUvEDDrrfn9Fha+2i+5CCZYofdTVYwHwYDVR0jBBgwFoAUvEDDrrfn9Fha+2i+5CCZYofdTVYwDwYD"
          + "VR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNHADBEAiAiI1Y+vaYCKa1pO+IXy2FTGiuN6IFgg9o3vV850JTvkQIg"
          + "cdaohHGFBs9crk/3Lt0gZsl6Z6TexQ0O/3KpJqMI7XU=";

  private TestCertificate() {}
}
