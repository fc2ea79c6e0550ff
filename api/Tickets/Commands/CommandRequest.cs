using System.Text.Json;
using Dispatch.Api.Access;
using Dispatch.Api.Problems;
using Dispatch.Api.Requests;
using Dispatch.Fields;
using Dispatch.Tickets;

namespace Dispatch.Api.Tickets.Commands;

/// <summary>What the making of one command needs: who asks, of which ticket; and what it leaves behind: texts and faults.</summary>
public sealed class CommandRequest(Caller caller, Ticket ticket, TicketTexts texts, FieldCatalogue catalogue)
{
    private const int MaxText = 8_000;
    private readonly List<Problem> faults = [];

    /// <summary>Who asks.</summary>
    public Caller Caller { get; } = caller;

    /// <summary>The ticket as the caller found it.</summary>
    public Ticket Ticket { get; } = ticket;

    /// <summary>Texts that the command refers to.</summary>
    public TicketTexts Texts { get; } = texts;

    /// <summary>What is wrong with the request, or null.</summary>
    public Problem? Fault => faults.Count is 0 ? null : faults[0] with { Others = faults[1..] };

    /// <summary>Notes a fault.</summary>
    public void Refuse(Problem problem) => faults.Add(problem);

    /// <summary>Keeps a text that must be there.</summary>
    public ContentRef Required(string path, string kind, string text)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > MaxText)
            faults.Add(Problem.Of("text-length", ("min", 1), ("max", MaxText)).At(path));
        return Texts.Keep(kind, text) ?? ContentRef.To("", "");
    }

    /// <summary>Keeps a text that may be missing.</summary>
    public ContentRef? Optional(string path, string kind, string? text)
    {
        if (text?.Length > MaxText)
            faults.Add(Problem.Of("text-length", ("min", 0), ("max", MaxText)).At(path));
        return Texts.Keep(kind, text);
    }

    /// <summary>Where it is, within the limits of intake.</summary>
    public void Site(Place place, string? timeZone, string addressPath, string? address) =>
        CreateTicketChecks.Site(faults, place, timeZone, addressPath, address);

    /// <summary>A code: 1 to 64 of a-z, 0-9 and hyphen.</summary>
    public string Code(string path, string code)
    {
        if (!Slug.IsValid(code))
            faults.Add(Problem.Of("slug-invalid", ("value", code)).At(path));
        return code;
    }

    /// <summary>Fields filled in, checked against the ticket's catalogue.</summary>
    public FieldValues Data(string path, JsonElement? data)
    {
        if (data is not { } element)
            return FieldValues.Empty;
        var read = FieldData.Read(catalogue, element, path);
        faults.AddRange(read.Rejections.Select(Problem.Of));
        return read.Value?.Kept ?? FieldValues.Empty;
    }

    /// <summary>An instant of this century, or none.</summary>
    public DateTimeOffset? Instant(string path, DateTimeOffset? instant)
    {
        if (PossibleInstants.Check(path, instant) is { } impossible)
            faults.Add(impossible);
        return instant;
    }

    /// <summary>Whole pieces of parts.</summary>
    public IReadOnlyList<PartNeed> Parts(string path, IReadOnlyList<PartNeed> parts)
    {
        const int most = 1_000;
        foreach (var (i, part) in parts.Index())
        {
            if (!PartNeed.IsPart(part.Part))
                faults.Add(Problem.Of("part-invalid", ("value", part.Part)).At($"{path}[{i}].part"));
            if (part.Quantity is < 1 or > most)
                faults.Add(Problem.Of("number-out-of-range", ("least", 1), ("most", most)).At($"{path}[{i}].quantity"));
        }
        return parts;
    }

    /// <summary>The engineer on whose behalf a visit is reported: himself, or the booked one where a dispatcher reports.</summary>
    public string Engineer(string workOrder) => Caller.SeesWholeOrg
        ? Ticket.WorkOrderOf(workOrder)?.Booking?.Engineer ?? ""
        : Caller.Engineer ?? "";
}
