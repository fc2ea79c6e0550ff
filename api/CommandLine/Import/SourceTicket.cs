using Dispatch.Tickets;

namespace Dispatch.Api.CommandLine.Import;

/// <summary>A row understood: a ticket in the words of Dispatch.</summary>
/// <param name="Line">Line of the file where the row begins.</param>
/// <param name="CreatedAt">When it came in there.</param>
public sealed record SourceTicket(int Line, string Reference, string Kind, string Channel, DateTimeOffset CreatedAt)
{
    /// <summary>How it ended; null while it is open there.</summary>
    public PastEnd? End { get; init; }

    /// <summary>The source's own deadline.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>How urgent it is, or null.</summary>
    public Priority? Priority { get; init; }

    /// <summary>Region of the company, or null.</summary>
    public string? Region { get; init; }

    /// <summary>What is wrong.</summary>
    public string? Description { get; init; }

    /// <summary>What it is about.</summary>
    public string? Product { get; init; }

    /// <summary>Where it is, in words.</summary>
    public string? Address { get; init; }

    /// <summary>Where it is; null where the source does not know.</summary>
    public Place? Place { get; init; }
}

/// <summary>Why a row is refused.</summary>
/// <param name="Line">Line of the file where the row begins.</param>
/// <param name="Column">Column at fault; null when it is the row as a whole.</param>
/// <param name="Value">What the column says.</param>
public sealed record RowFault(int Line, string? Column, string? Value, LocalText Text);
