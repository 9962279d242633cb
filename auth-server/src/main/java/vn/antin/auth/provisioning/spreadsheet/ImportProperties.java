package vn.antin.auth.provisioning.spreadsheet;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Import of officials from spreadsheets.
 *
 * @param size the largest file
 * @param inflated the largest file after decompression
 * @param rows the most rows of one file
 * @param brake stops an import by which more than this share of the active officials of the unit
 *     would leave, in percent, until it is confirmed in so many words
 * @param secondAdministrator above this share a second administrator must release it, in percent
 * @param undo how long an import can be taken back
 * @param keep how long rows and outcomes stay readable; then they are erased, they hold personal
 *     data
 * @param slips how long the code on a printed activation slip is good
 */
@Validated
@ConfigurationProperties("antin.import")
public record ImportProperties(
    @DefaultValue("16MB") DataSize size,
    @DefaultValue("256MB") DataSize inflated,
    @DefaultValue("50000") @Min(1) @Max(200_000) int rows,
    @DefaultValue("2") @Min(0) @Max(100) int brake,
    @DefaultValue("10") @Min(0) @Max(100) int secondAdministrator,
    @DefaultValue("24h") Duration undo,
    @DefaultValue("30d") Duration keep,
    @DefaultValue("14d") Duration slips) {}
