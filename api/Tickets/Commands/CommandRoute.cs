using Dispatch.Access;
using Dispatch.Api.Access;
using Dispatch.Api.Problems;
using Dispatch.Api.Requests;
using Dispatch.Api.World;
using Dispatch.Engineers;
using Dispatch.Fields;
using Dispatch.Flows;
using Dispatch.Grains;
using Dispatch.Silo.Access;
using Dispatch.Tickets;
using Orleans;

namespace Dispatch.Api.Tickets.Commands;

/// <summary>What all commands on a ticket share: find it for the caller, make the command, hand it to the ticket, answer.</summary>
internal static class CommandRoute
{
    /// <summary>Maps <c>POST /api/tickets/{id}/{name}</c>.</summary>
    /// <param name="make">Makes the command of a request; faults are noted on the way.</param>
    public static void MapCommand<TRequest>(
        this IEndpointRouteBuilder tickets, string name, string policy, string summary, Func<TRequest, CommandRequest, TicketCommand> make)
        where TRequest : class =>
        tickets.MapCommand<TRequest>(name, policy, summary, (request, command, _) => Task.FromResult(make(request, command)));

    /// <summary>Maps a command whose request names other objects, which are to be authorised too.</summary>
    public static void MapCommand<TRequest>(
        this IEndpointRouteBuilder tickets, string name, string policy, string summary, Func<TRequest, CommandRequest, Foreign, Task<TicketCommand>> make)
        where TRequest : class
    {
        tickets.MapPost($"/{{id}}/{name}", Handle).RequireAuthorization(policy).Produces(StatusCodes.Status204NoContent)
            .WithMetadata(new Versioned()).WithSummary(summary);

        async Task<IResult> Handle(
            string id, TRequest request, HttpContext context, TicketReach reach, IGrainFactory grains, TicketRulesSource rules, IdSource ids,
            Files.FileCatalogue files, PrincipalStore principals, WorldPicture world, TicketPlaces places, TimeProvider time, CancellationToken cancellationToken)
        {
            var caller = Caller.Of(context.User);
            if (await reach.Find(caller, id, cancellationToken) is not { State: var ticket })
                return new ProblemResult(TicketReach.Unknown(id));
            var command = new CommandRequest(caller, ticket, new TicketTexts(ids, ticket.Facts!.Customer), CatalogueOf(ticket, rules));
            var made = await make(request, command, new Foreign(caller, reach, files, principals, world, places, time.Now(), cancellationToken));
            if (command.Fault is { } fault)
                return new ProblemResult(fault);
            var outcome = await grains.GetGrain<ITicketGrain>($"{Ticket.Kind}/{id}").Handle(made, Origins.Of(context), command.Texts.All);
            return Outcomes.Answer(context, outcome);
        }
    }

    private static FieldCatalogue CatalogueOf(Ticket ticket, TicketRulesSource rules)
    {
        var configuration = rules.Current.Configuration;
        return ticket.CaseType is { } version && configuration.Exact(CaseTypes.Kind, version.Id, version.Version) is { } caseType
            ? caseType.Value.Fields
            : configuration.CompanyFields();
    }
}

/// <summary>Authorises the other objects that a request names, and looks up what it refers to.</summary>
internal sealed class Foreign(
    Caller caller, TicketReach reach, Files.FileCatalogue files, PrincipalStore principals, WorldPicture world, TicketPlaces places, DateTimeOffset now,
    CancellationToken cancellationToken)
{
    /// <summary>When the request came.</summary>
    public DateTimeOffset Now { get; } = now;

    /// <summary>Which zone holds a place.</summary>
    public TicketPlaces Places { get; } = places;

    /// <summary>A ticket's street address as it stands, or null.</summary>
    public Task<string?> AddressOf(Ticket ticket) => Places.AddressOf(ticket, cancellationToken);

    /// <summary>An engineer, or null when there is none for the caller.</summary>
    public Engineer? Engineer(string id) =>
        world.Engineers.TryGetValue(id, out var engineer) && engineer.Profile is not null && OrgPath.Holds(caller.Org, engineer.Org) ? engineer : null;

    /// <summary>Another ticket, or null when it does not exist for the caller.</summary>
    public async Task<Ticket?> Ticket(string id) => (await reach.Find(caller, id, cancellationToken))?.State;

    /// <summary>A principal, or null when there is none.</summary>
    public async Task<Principal?> Person(string id) => await principals.Find(id, cancellationToken);

    /// <summary>Notes the files that the caller may not use.</summary>
    public async Task Files(CommandRequest command, string path, IReadOnlyList<string> ids)
    {
        foreach (var (i, id) in ids.Index())
        {
            var card = await files.Find(id, cancellationToken);
            if (card is null || (card.By != caller.Actor && !(caller.SeesWholeOrg && OrgPath.Holds(caller.Org, card.Org))))
                command.Refuse(Problem.Of("file-unknown").At($"{path}[{i}]") with { Status = StatusCodes.Status422UnprocessableEntity });
        }
    }
}
