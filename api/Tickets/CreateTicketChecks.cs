using Dispatch.Api.Problems;
using Dispatch.Api.Requests;
using Dispatch.Sla;

namespace Dispatch.Api.Tickets;

/// <summary>The shape of a ticket that callers send: lengths, numbers, coordinates, times. All faults are named at once.</summary>
public static class CreateTicketChecks
{
    private const int MaxCode = 64;
    private const int MaxText = 200;
    private const int MaxDescription = 8_000;
    private const int MaxAddress = 500;
    private const int MaxFiles = 20;
    private const int MaxParts = 20;
    private const long MaxAmount = 1_000_000_000_000;
    private const int MaxQuantity = 1_000;

    /// <summary>The faults, or null when there are none.</summary>
    public static Problem? Of(CreateTicket request)
    {
        var faults = new List<Problem>();
        Text(faults, "$.kind", request.Kind, 1, MaxCode);
        Text(faults, "$.channel", request.Channel, 1, MaxCode);
        Text(faults, "$.externalRef", request.ExternalRef, 1, MaxText);
        Text(faults, "$.orderNumber", request.OrderNumber, 1, MaxText);
        Text(faults, "$.product", request.Product, 1, MaxText);
        Text(faults, "$.serial", request.Serial, 1, MaxText);
        Text(faults, "$.description", request.Description, 0, MaxDescription);
        Code(faults, "$.customer.kind", request.Customer?.Kind);
        Text(faults, "$.customer.value", request.Customer?.Value, 1, MaxText);
        Text(faults, "$.customer.name", request.Customer?.Name, 0, MaxText);
        Text(faults, "$.contact.name", request.Contact?.Name, 0, MaxText);
        Text(faults, "$.contact.phone", request.Contact?.Phone, 0, MaxText);
        Text(faults, "$.contact.email", request.Contact?.Email, 0, MaxText);
        Amount(faults, request.Amount);
        Site(faults, request.Place, request.SiteTimeZone, "$.contact.address", request.Contact?.Address);
        Zone(faults, "$.customer.timeZone", request.Customer?.TimeZone);
        Code(faults, "$.region", request.Region);
        Count(faults, "$.files", request.Files?.Count, MaxFiles);
        Parts(faults, request.Parts);
        Window(faults, request.VisitWindow);
        return faults.Count is 0 ? null : faults[0] with { Others = faults[1..] };
    }

    /// <summary>Where it is: at intake, and when it is corrected.</summary>
    /// <param name="addressPath">Where the address stands in the request.</param>
    internal static void Site(List<Problem> faults, Place? place, string? timeZone, string addressPath, string? address)
    {
        Text(faults, addressPath, address, 0, MaxAddress);
        Location(faults, place);
        Zone(faults, "$.siteTimeZone", timeZone);
    }

    private static void Text(List<Problem> faults, string path, string? text, int least, int most)
    {
        if (text is not null && (text.Length < least || text.Length > most || (least > 0 && string.IsNullOrWhiteSpace(text))))
            faults.Add(Problem.Of("text-length", ("min", least), ("max", most)).At(path));
    }

    private static void Zone(List<Problem> faults, string path, string? zone)
    {
        if (zone is not null && !WorkingCalendar.IsZone(zone))
            faults.Add(Problem.Of(Rejection.Of(RejectionCode.TimeZoneUnknown, ("timeZone", zone))).At(path));
    }

    private static void Number(List<Problem> faults, string path, double value, double least, double most)
    {
        // Written so that NaN fails too.
        if (!(value >= least && value <= most))
            faults.Add(Problem.Of("number-out-of-range", ("least", least), ("most", most)).At(path));
    }

    private static void Count(List<Problem> faults, string path, int? count, int most)
    {
        if (count > most)
            faults.Add(Problem.Of("too-many-items", ("most", most)).At(path));
    }

    private static void Amount(List<Problem> faults, Money? amount)
    {
        if (amount is null)
            return;
        Number(faults, "$.amount.minor", amount.Minor, 0, MaxAmount);
        if (amount.Currency.Length is not 3 || !amount.Currency.All(char.IsAsciiLetterUpper))
            faults.Add(Problem.Of("currency-unknown", ("currency", amount.Currency)).At("$.amount.currency"));
    }

    private static void Location(List<Problem> faults, Place? place)
    {
        if (place is null)
            return;
        Number(faults, "$.place.longitude", place.Longitude, -180, 180);
        Number(faults, "$.place.latitude", place.Latitude, -90, 90);
        if (place.System is not (null or "wgs84" or "gcj02" or "bd09"))
            faults.Add(Problem.Of("coordinate-system-unknown", ("system", place.System)).At("$.place.system"));
    }

    private static void Code(List<Problem> faults, string path, string? code)
    {
        if (code is not null && !Slug.IsValid(code))
            faults.Add(Problem.Of("slug-invalid", ("value", code)).At(path));
    }

    private static void Parts(List<Problem> faults, IReadOnlyList<PartNeed>? parts)
    {
        Count(faults, "$.parts", parts?.Count, MaxParts);
        foreach (var (i, part) in (parts ?? []).Index())
        {
            if (!PartNeed.IsPart(part.Part))
                faults.Add(Problem.Of("part-invalid", ("value", part.Part)).At($"$.parts[{i}].part"));
            Number(faults, $"$.parts[{i}].quantity", part.Quantity, 1, MaxQuantity);
        }
    }

    private static void Window(List<Problem> faults, WindowInput? window)
    {
        if (window is null)
            return;
        if (window.To <= window.From)
            faults.Add(Problem.Of("window-backwards").At("$.visitWindow"));
        else if (PossibleInstants.Check("$.visitWindow", window.From, window.To) is { } impossible)
            faults.Add(impossible);
    }
}
