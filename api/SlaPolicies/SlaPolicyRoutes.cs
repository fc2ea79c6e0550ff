namespace Dispatch.Api.SlaPolicies;

/// <summary>What managers do with policies besides reading and publishing them.</summary>
public static class SlaPolicyRoutes
{
    /// <summary>Maps the routes.</summary>
    public static void MapSlaPolicies(this IEndpointRouteBuilder api)
    {
        var policies = api.MapGroup("/sla-policies").WithTags("SLA policies");
        EvaluatePolicy.Map(policies);
        TryPolicy.Map(policies);
        RollBackPolicy.Map(policies);
        ListRollouts.Map(policies);
    }
}
