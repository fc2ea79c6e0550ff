using Dispatch.Configuration;
using Dispatch.Flows;
using Dispatch.Grains;
using Dispatch.Routing;

namespace Dispatch.Api.World;

/// <summary>What users call teams, people, warehouses, rules and steps; an id where there is no name.</summary>
public sealed class Names(WorldPicture world, TicketRulesSource configured)
{
    /// <summary>A team's name.</summary>
    public LocalText Team(string id) => world.Teams.TryGetValue(id, out var team) && team.Name is { } name ? name : Plain(id);

    /// <summary>A warehouse's name.</summary>
    public LocalText Warehouse(string id) => world.Warehouses.TryGetValue(id, out var warehouse) && warehouse.Name is { } name ? name : Plain(id);

    /// <summary>A colleague's or engineer's name.</summary>
    public LocalText Person(string id)
    {
        if (world.Engineers.TryGetValue(id, out var engineer) && engineer.Profile is { } profile)
            return profile.Name;
        foreach (var team in world.Teams.Values)
        {
            if (team.MemberOf(id)?.Name is { } name)
                return name;
        }
        return Plain(id);
    }

    /// <summary>A rule's name in the version of the rules that routed the ticket.</summary>
    public LocalText Rule(DocumentRef rules, string id) =>
        configured.Current.Configuration.Exact(RoutingRulesKind.Instance, rules.Id, rules.Version)?.Value.Rules.FirstOrDefault(rule => rule.Id == id)?.Name
        ?? Plain(id);

    /// <summary>What a ticket is about, in the version of the flow that it runs through.</summary>
    public LocalText CaseType(DocumentRef? caseType, string kind) => caseType is { } version
        && configured.Current.Configuration.Exact(CaseTypes.Kind, version.Id, version.Version) is { } known ? known.Value.Definition.Name : Plain(kind);

    /// <summary>A step's name in the version of the flow that the ticket runs through.</summary>
    public LocalText Step(DocumentRef? caseType, string step) => StepOf(caseType, step)?.Name ?? Plain(step);

    /// <summary>A step of the version of the flow that the ticket runs through, or null.</summary>
    public Step? StepOf(DocumentRef? caseType, string step) => caseType is { } version
        ? configured.Current.Configuration.Exact(CaseTypes.Kind, version.Id, version.Version)?.Value.Definition.Flow.Steps.FirstOrDefault(each => each.Id == step)
        : null;

    private static LocalText Plain(string id) => new(id, id);
}
