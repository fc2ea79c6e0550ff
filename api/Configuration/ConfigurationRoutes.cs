using System.Text.Json;
using Dispatch.Api.Access;
using Dispatch.Api.Problems;
using Dispatch.Api.Requests;
using Dispatch.Configuration;
using Dispatch.Fields;
using Dispatch.Flows;
using Dispatch.Grains;
using Dispatch.Matching;
using Dispatch.Routing;
using Dispatch.Silo.Configuration;
using Dispatch.Sla;
using Dispatch.Webhooks;
using Orleans;

namespace Dispatch.Api.Configuration;

/// <summary>Routes of versioned configuration: read what is current, publish the next version.</summary>
public static class ConfigurationRoutes
{
    /// <summary>Maps them: many documents for calendars, policies, webhooks and case types, one for routing rules, prices and fields.</summary>
    public static void MapConfiguration(this IEndpointRouteBuilder api)
    {
        MapMany(api, "/calendars", CalendarKind.Instance.Name, "Calendars");
        MapMany(api, "/sla-policies", SlaPolicyKind.Instance.Name, "SLA policies");
        MapMany(api, "/webhooks", WebhookKind.Instance.Name, "Webhooks");
        MapMany(api, "/case-types", CaseTypes.Kind.Name, "Case types");
        MapOne(api, "/routing-rules", RoutingRulesKind.Instance.Name, RoutingRulesKind.DocumentId, "Routing rules");
        MapOne(api, "/dispatch-prices", DispatchPricesKind.Instance.Name, DispatchPricesKind.DocumentId, "Dispatch prices", JsonBody.Of(DispatchPrices.Shipped));
        MapOne(api, "/fields", FieldCatalogueKind.Instance.Name, FieldCatalogueKind.DocumentId, "Fields");
        api.MapGet("/fields/catalogue", ([AsParameters] Paging paging, ConfigurationCache cache) =>
                paging.Of(cache.Current.AllFields().All, field => field.Id, field => field))
            .RequireAuthorization(Policies.ConfigurationRead).Produces<Page<FieldDefinition>>().WithTags("Fields").WithSummary("Every field that conditions, forms and lists may speak of.");
    }

    private static void MapMany(IEndpointRouteBuilder api, string path, string kind, string tag)
    {
        var routes = api.MapGroup(path).WithTags(tag);
        routes.MapGet("", ([AsParameters] Paging paging, ConfigurationCache cache) => List(paging, cache.Current, kind))
            .RequireAuthorization(Policies.ConfigurationRead).Produces<Page<DocumentView>>().WithSummary($"{tag}: the current version of each.");
        routes.MapGet("/{id}", (string id, int? version, HttpContext context, ConfigurationCache cache) => Get(context, cache, kind, id, version))
            .RequireAuthorization(Policies.ConfigurationRead).Produces<DocumentView>().WithSummary($"{tag}: one document, current or of a version.");
        routes.MapPut("/{id}", (string id, JsonElement body, HttpContext context, IGrainFactory grains, ConfigurationCache cache, CancellationToken cancellationToken) =>
                Publish(context, grains, cache, kind, id, body, cancellationToken))
            .RequireAuthorization(Policies.ConfigurationWrite).Produces<DocumentView>().WithMetadata(new Versioned())
            .WithSummary($"{tag}: publishes the next version of a document. If-Match names the version it started from.");
    }

    /// <param name="shipped">What is in force while nothing is published: version 0.</param>
    private static void MapOne(IEndpointRouteBuilder api, string path, string kind, string id, string tag, JsonBody? shipped = null)
    {
        var routes = api.MapGroup(path).WithTags(tag);
        routes.MapGet("", (int? version, HttpContext context, ConfigurationCache cache) => Get(context, cache, kind, id, version, shipped))
            .RequireAuthorization(Policies.ConfigurationRead).Produces<DocumentView>().WithSummary($"{tag}: the document, current or of a version.");
        routes.MapPut("", (JsonElement body, HttpContext context, IGrainFactory grains, ConfigurationCache cache, CancellationToken cancellationToken) =>
                Publish(context, grains, cache, kind, id, body, cancellationToken))
            .RequireAuthorization(Policies.ConfigurationWrite).Produces<DocumentView>().WithMetadata(new Versioned())
            .WithSummary($"{tag}: publishes the next version. If-Match names the version it started from.");
    }

    private static IResult List(Paging paging, ConfigurationSnapshot snapshot, string kind) =>
        paging.Of(snapshot.CurrentRefs.Where(each => each.Kind == kind), each => each.Id, each => DocumentView.Of(snapshot.Document(each)!));

    private static IResult Get(HttpContext context, ConfigurationCache cache, string kind, string id, int? version, JsonBody? shipped = null)
    {
        var document = version is { } number ? cache.Current.Document(new(kind, id, number)) : cache.Current.Document(kind, id);
        if (document is null && version is null or 0 && shipped is not null)
            document = new(kind, id, 0, shipped);
        if (document is null)
            return new ProblemResult(Problem.Of("document-unknown", ("kind", kind), ("id", id)));
        ETags.Set(context, document.Version);
        return TypedResults.Ok(DocumentView.Of(document));
    }

    /// <summary>Publishes a body as the next version of a document, and answers once this process goes by it.</summary>
    internal static async Task<IResult> Publish(
        HttpContext context, IGrainFactory grains, ConfigurationCache cache, string kind, string id, JsonElement body, CancellationToken cancellationToken)
    {
        if (!Slug.IsValid(id))
            return new ProblemResult(Problem.Of(Rejection.Of(RejectionCode.DocumentIdInvalid, ("id", id))));
        var publish = new PublishDocument(kind, id, JsonBody.From(body), (int?)ETags.IfMatch(context));
        var grain = grains.GetGrain<IConfigurationGrain>($"{PublishedDocument.Kind}/{PublishedDocument.IdOf(kind, id)}");
        var outcome = await grain.Publish(publish, Origins.Of(context));
        if (outcome is not Outcome.Accepted accepted)
            return Outcomes.Answer(context, outcome);
        var version = (int)accepted.Version;
        await cache.WaitFor(new(kind, id, version), cancellationToken);
        ETags.Set(context, version);
        return TypedResults.Ok(new DocumentView(kind, id, version, body));
    }
}

/// <summary>One version of a document.</summary>
/// <param name="Body">The content as it was published.</param>
public sealed record DocumentView(string Kind, string Id, int Version, JsonElement Body)
{
    /// <summary>The view of a document.</summary>
    public static DocumentView Of(ConfigurationDocument document) => new(document.Kind, document.Id, document.Version, document.Body.Root());
}
