package vn.antin.admin.usbtoken;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One request being signed by VGCA Sign Service.
 *
 * @param from the page that led here
 * @param made the job that was just made; its addresses are told this once
 * @param state how the latest job stands; null when there is none
 * @param problem last part of the message key of why no job could be made
 */
public record VgcaPage(
    UUID request,
    String from,
    VgcaProperties settings,
    VgcaJobs.@Nullable Made made,
    VgcaJobs.@Nullable State state,
    @Nullable String problem) {

  /** The address that tells of it. */
  public String path() {
    return VgcaEndpoint.path(request, from);
  }

  /** Where the token agent signs the same. */
  public String agent() {
    return TokenJobEndpoint.path(request, from);
  }

  public String socket() {
    return settings.socket().toString().replaceAll("/+$", "");
  }

  public long connectMillis() {
    return settings.connectTime().toMillis();
  }

  public long callMillis() {
    return settings.callTime().toMillis();
  }

  public String function(String kind) {
    return settings.function(kind);
  }
}
