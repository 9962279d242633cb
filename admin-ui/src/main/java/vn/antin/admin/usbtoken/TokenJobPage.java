package vn.antin.admin.usbtoken;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One request being signed by a token.
 *
 * @param from the page that led here
 * @param made the job that was just made; its link is shown this once
 * @param state how far the latest job is; null when there is none
 * @param problem last part of the message key of why no job could be made
 * @param vgca whether VGCA Sign Service is offered as well
 */
public record TokenJobPage(
    UUID request,
    String from,
    TokenJobs.@Nullable Made made,
    TokenJobs.@Nullable State state,
    @Nullable String problem,
    boolean vgca) {

  /** The address that tells of it. */
  public String path() {
    return TokenJobEndpoint.path(request, from);
  }

  /** Where VGCA Sign Service signs the same. */
  public String vgcaPath() {
    return VgcaEndpoint.path(request, from);
  }

  /** Whether something may still happen. */
  public boolean busy() {
    return state != null && !state.ended();
  }
}
