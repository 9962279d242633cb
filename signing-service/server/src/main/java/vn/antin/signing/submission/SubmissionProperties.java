package vn.antin.signing.submission;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Signing requests of applications.
 *
 * @param inboxClient the system whose officials' tokens open the inbox, and in which alone what was
 *     chosen there is approved
 * @param documents how many documents one signing request may hold
 * @param signers how many steps one signing request may have
 * @param lifetime how long a signing request waits when it names no deadline
 * @param hold how long an official who began to approve keeps another signer of the same order from
 *     beginning
 * @param interval pause between two looks at what was signed, what expired and whose steps are
 * @param headTitles titles that a unit's head bears, the highest first
 * @param keepFetched how long documents of a completed request are kept after the application has
 *     fetched them
 * @param streams how many event streams this node keeps open; requests of one application have a
 *     quarter of them at most
 * @param streamsEach how many of them watch the same request or the same official
 * @param streamLife after which an event stream ends, to be opened again with a fresh token
 */
@Validated
@ConfigurationProperties("antin.signing-requests")
record SubmissionProperties(
    @DefaultValue("admin-ui") String inboxClient,
    @DefaultValue("5000") @Min(1) @Max(5000) int documents,
    @DefaultValue("20") @Min(1) @Max(100) int signers,
    @DefaultValue("14d") Duration lifetime,
    @DefaultValue("5m") Duration hold,
    @DefaultValue("1s") Duration interval,
    @DefaultValue({
          "Chủ tịch",
          "Bí thư",
          "Giám đốc",
          "Chánh Văn phòng",
          "Chánh Thanh tra",
          "Cục trưởng",
          "Chi cục trưởng",
          "Trưởng ban",
          "Trưởng phòng",
          "Hiệu trưởng",
          "Đội trưởng"
        })
        List<String> headTitles,
    @DefaultValue("1d") Duration keepFetched,
    @DefaultValue("2000") @Min(1) int streams,
    @DefaultValue("5") @Min(1) int streamsEach,
    @DefaultValue("5m") Duration streamLife) {
  SubmissionProperties {
    headTitles = List.copyOf(headTitles);
  }
}
