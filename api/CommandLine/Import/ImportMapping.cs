using Dispatch.Tickets;

namespace Dispatch.Api.CommandLine.Import;

/// <summary>How the columns of a CSV file become tickets. Columns are named as the header names them.</summary>
/// <param name="Name">What the set is called.</param>
/// <param name="Source">Where the data comes from, with its licence where it has one.</param>
/// <param name="Reference">The column that identifies a row.</param>
/// <param name="Created">When the case came in: the first of the columns that is not empty.</param>
/// <param name="Kind">Case type.</param>
/// <param name="Channel">Where it came from.</param>
public sealed record ImportMapping(
    LocalText Name, string Source, ReferenceColumn Reference, TimeReading Time, IReadOnlyList<string> Created, ValueTable Kind, ValueTable Channel)
{
    /// <summary>How the file is written.</summary>
    public CsvFormat Csv { get; init; } = new();

    /// <summary>When the case ended, as <see cref="Created"/>; none where the source does not tell.</summary>
    public IReadOnlyList<string> Closed { get; init; } = [];

    /// <summary>The source's own deadline; only compared with, never used.</summary>
    public IReadOnlyList<string> Due { get; init; } = [];

    /// <summary>Where the case stands; without it a case that has an end is closed and every other one open.</summary>
    public ValueTable? Status { get; init; }

    /// <summary>Priority; null leaves it to routing.</summary>
    public ValueTable? Priority { get; init; }

    /// <summary>Region of the company; null for none.</summary>
    public ValueTable? Region { get; init; }

    /// <summary>Columns that together say what is wrong.</summary>
    public IReadOnlyList<string> Description { get; init; } = [];

    /// <summary>Columns that together name the product or service.</summary>
    public IReadOnlyList<string> Product { get; init; } = [];

    /// <summary>Columns that together are the address.</summary>
    public IReadOnlyList<string> Address { get; init; } = [];

    /// <summary>Columns of the place.</summary>
    public PlaceColumns? Place { get; init; }

    /// <summary>City in which a new database's demo company works; null for the one that the demo plays in.</summary>
    public string? City { get; init; }

    /// <summary>Every column that the mapping names.</summary>
    public IEnumerable<string> Columns => new[] { Reference.Column, Kind.Column, Channel.Column, Status?.Column, Priority?.Column, Region?.Column, Place?.Longitude, Place?.Latitude }
        .OfType<string>().Concat([.. Created, .. Closed, .. Due, .. Description, .. Product, .. Address]).Distinct(StringComparer.Ordinal);
}

/// <summary>The column that identifies a row; with the channel it names the ticket for ever.</summary>
/// <param name="Prefix">Put before the value, so that two sources with the same numbers stay apart.</param>
public sealed record ReferenceColumn(string Column, string Prefix);

/// <summary>How a CSV file is written.</summary>
public sealed record CsvFormat
{
    /// <summary>What parts the columns.</summary>
    public char Delimiter { get; init; } = ',';

    /// <summary>Names of the columns of a file without a header; null reads them from the first line.</summary>
    public IReadOnlyList<string>? Columns { get; init; }
}

/// <summary>How instants are written.</summary>
/// <param name="Zone">IANA time zone of the wall clock they were read from.</param>
/// <param name="Formats">.NET format strings, tried in order.</param>
public sealed record TimeReading(string Zone, IReadOnlyList<string> Formats);

/// <summary>Turns the values of a column into words of Dispatch.</summary>
/// <param name="Column">The column; null gives every row the default.</param>
/// <param name="Values">By value, letter case apart; a trailing <c>*</c> stands for any ending, and the longest match counts.</param>
/// <param name="Default">For values that are not listed; null makes such a value a fault, <c>""</c> stands for nothing.</param>
public sealed record ValueTable(string? Column = null, IReadOnlyDictionary<string, string>? Values = null, string? Default = null);

/// <summary>Columns of a place in WGS-84 degrees.</summary>
/// <param name="Unknown">Places that the source writes where it knows none.</param>
public sealed record PlaceColumns(string Longitude, string Latitude, IReadOnlyList<Place>? Unknown = null);

/// <summary>Words that the status column may be turned into.</summary>
public static class PastStatus
{
    /// <summary>Not over.</summary>
    public const string Open = "open";

    /// <summary>How a case that is over ended.</summary>
    public static TicketStatus? Ended(string word) => word switch
    {
        "resolved" => TicketStatus.Resolved,
        "closed" => TicketStatus.Closed,
        "cancelled" => TicketStatus.Cancelled,
        _ => null,
    };
}
