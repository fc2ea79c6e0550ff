using System.Security.Cryptography;
using System.Text.Json;
using Dispatch.Access;
using Dispatch.Api.Access;
using Dispatch.Api.Files;
using Dispatch.Api.Problems;
using Dispatch.Grains;
using Dispatch.Tickets;
using Orleans;

namespace Dispatch.Api.Tickets;

/// <summary>Takes tickets in, one by one or out of a bulk: checks their shape, names them, and hands them to their grain.</summary>
public sealed class TicketIntake(
    IGrainFactory grains, TicketReach reach, OpenTicketMaker maker, FileCatalogue files, IdSource ids)
{
    private const int Attempts = 3;

    /// <summary>What came of a ticket.</summary>
    /// <param name="Ticket">The ticket, new or the one that an earlier request made; null when refused.</param>
    /// <param name="Problem">Why it was refused; null when it was not.</param>
    public sealed record Taken(TicketCreated? Ticket, long Version, bool IsNew, Problem? Problem);

    /// <summary>Takes one ticket in.</summary>
    /// <param name="key">The caller's idempotency key, or null.</param>
    /// <param name="correlation">Id of the request.</param>
    public async Task<Taken> Take(CreateTicket request, Caller caller, string? key, string correlation, CancellationToken cancellationToken)
    {
        if (CreateTicketChecks.Of(request) is { } malformed)
            return Refused(malformed);
        if (await FindForeignFile(request, caller, cancellationToken) is { } foreign)
            return Refused(foreign);
        var origin = new Origin(caller.Actor, Correlation: correlation) { Key = key, BodyHash = HashOf(request) };
        for (var attempt = 1; ; attempt++)
        {
            var id = ids.Next();
            var (open, texts, problem) = await maker.Make(id, request, caller, cancellationToken);
            if (open is null)
                return Refused(problem!);
            var answer = await grains.GetGrain<ITicketGrain>($"{Ticket.Kind}/{id}").Open(open, origin, texts);
            switch (answer.Outcome)
            {
                case Outcome.Rejected { Rejection: var rejection } when rejection.Code == RejectionCode.TicketExists && attempt < Attempts:
                    continue;
                case Outcome.Rejected { Rejection: var rejection }:
                    return Refused(Problem.Of(rejection));
                case Outcome.Repeated repeated:
                    return await Show(caller, repeated.EntityId[(Ticket.Kind.Length + 1)..], cancellationToken);
                case Outcome.Accepted accepted:
                    return new(View(answer.Ticket!), accepted.Version, IsNew: true, null);
                default:
                    throw new NotSupportedException($"{answer.Outcome.GetType().Name} is no outcome of an intake.");
            }
        }
    }

    private async Task<Taken> Show(Caller caller, string id, CancellationToken cancellationToken) =>
        await reach.Find(caller, id, cancellationToken) is { } found
            ? new(View(found.State), found.Version, IsNew: false, null)
            // The reference is taken by a ticket outside the caller's scope: that it exists is all he may learn.
            : Refused(Problem.Of(Rejection.Of(RejectionCode.IdempotencyKeyReused)));

    private static TicketCreated View(Ticket ticket) => new(
        ticket.Id, ticket.Facts!.Number, TicketFieldSource.CamelCase(ticket.Status), ticket.Priority,
        [.. ticket.Sla.Clocks.Select(clock => new TicketCreatedTarget(clock.Target, ClockViews.StateOf(clock)) { DueAt = clock.DueAt })])
    {
        Team = ticket.Team,
        Assignee = ticket.Assignee,
    };

    /// <summary>Every id in a request is authorised: a file must be the caller's own or of his org.</summary>
    private async Task<Problem?> FindForeignFile(CreateTicket request, Caller caller, CancellationToken cancellationToken)
    {
        foreach (var (i, id) in (request.Files ?? []).Index())
        {
            var card = await files.Find(id, cancellationToken);
            if (card is null || (card.By != caller.Actor && !OrgPath.Holds(caller.Org, card.Org)))
                return Problem.Of("file-unknown").At($"$.files[{i}]") with { Status = StatusCodes.Status422UnprocessableEntity };
        }
        return null;
    }

    /// <summary>Hash of what was asked for, whatever the blanks and the order of members.</summary>
    private static string HashOf(CreateTicket request) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(request, DispatchJson.Stored)));

    private static Taken Refused(Problem problem) => new(null, 0, false, problem);
}
