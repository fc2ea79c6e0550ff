using Dispatch.Silo.Notices;

namespace Dispatch.Api.Notices;

/// <summary>Registers notices and maps their routes.</summary>
public static class NoticeSetup
{
    /// <summary>Adds views and live push.</summary>
    public static void AddNotices(this IServiceCollection services)
    {
        services.AddSingleton<NoticeViews>();
        services.AddSingleton<NoticePush>();
        services.AddSingleton<INoticeObserver>(provider => provider.GetRequiredService<NoticePush>());
    }

    /// <summary>Maps the routes.</summary>
    public static void MapNotices(this IEndpointRouteBuilder api)
    {
        var notices = api.MapGroup("/notices").WithTags("Notices");
        ListNotices.Map(notices);
        ListAlerts.Map(notices);
        ReadNotice.Map(notices);
    }
}
