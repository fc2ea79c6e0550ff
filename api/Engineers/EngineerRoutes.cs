using Dispatch.Access;
using Dispatch.Api.Access;
using Dispatch.Api.Problems;
using Dispatch.Api.Requests;
using Dispatch.Api.World;
using Dispatch.Engineers;

namespace Dispatch.Api.Engineers;

/// <summary>Routes of field engineers.</summary>
public static class EngineerRoutes
{
    /// <summary>Maps them.</summary>
    public static void MapEngineers(this IEndpointRouteBuilder api)
    {
        var engineers = api.MapGroup("/engineers").WithTags("Engineers");
        engineers.MapGet("", List).RequireAuthorization(Policies.WorldRead).Produces<Page<EngineerView>>()
            .WithSummary("Engineers with presence, load and next visit.");
        engineers.MapGet("/{id}", Get).RequireAuthorization(Policies.WorldRead).Produces<EngineerView>().WithSummary("One engineer.");
        GetPlan.Map(engineers);
        ReportPosition.Map(engineers);
        ReportShift.Map(engineers);
        ChangeCalendarFeed.Map(engineers);
        GetCalendarFeed.Map(api);
    }

    /// <summary>The engineer of an id within the caller's org, or null.</summary>
    public static Engineer? Find(WorldPicture world, Caller caller, string id) =>
        world.Engineers.TryGetValue(id, out var engineer) && engineer.Profile is { } profile && OrgPath.Holds(caller.Org, profile.Org) ? engineer : null;

    /// <summary>The engineer on whose behalf the caller may report, or the problem why not: an engineer reports for himself only.</summary>
    public static (Engineer? Engineer, Problem? Problem) FindToReport(WorldPicture world, Caller caller, string id)
    {
        if (!caller.SeesWholeOrg && caller.Engineer != id)
            return (null, Problem.Of("forbidden"));
        return Find(world, caller, id) is { } engineer ? (engineer, null) : (null, Unknown);
    }

    /// <summary>There is no such engineer for this caller.</summary>
    public static Problem Unknown => Problem.Of(Rejection.Of(RejectionCode.EngineerUnknown));

    private static IResult List([AsParameters] Paging paging, HttpContext context, EngineerViews views) =>
        paging.Of(views.Within(Caller.Of(context.User).Org), engineer => engineer.Profile!.Id, views.Of);

    private static IResult Get(string id, HttpContext context, WorldPicture world, EngineerViews views) =>
        Find(world, Caller.Of(context.User), id) is { } engineer ? TypedResults.Ok(views.Of(engineer)) : new ProblemResult(Unknown);
}
