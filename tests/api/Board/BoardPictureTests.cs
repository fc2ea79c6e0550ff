using Dispatch.Api.Board;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Tests.Api.Board;

[Collection(DemoCompany.Name)]
public sealed class BoardPictureTests(DemoHost host)
{
    private static readonly TimeProvider Noon = new Standing(new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public void A_board_that_comes_from_another_host_that_started_at_the_same_moment_needs_a_snapshot()
    {
        var (one, other) = (Picture(), Picture());
        Assert.Empty(one.Since("company", new(one.StreamName("company"), 0))!);
        Assert.Null(other.Since("company", new(one.StreamName("company"), 0)));
    }

    [Fact]
    public async Task A_board_that_knows_the_picture_from_before_it_was_built_anew_needs_a_snapshot()
    {
        var picture = Picture();
        var before = picture.StreamName("company");
        await picture.Build(CancellationToken.None);
        Assert.Null(picture.Since("company", new(before, 0)));
        Assert.NotEqual(before, picture.Beat("company").Stream);
    }

    private BoardPicture Picture() => ActivatorUtilities.CreateInstance<BoardPicture>(host.Services, Noon);

    private sealed class Standing(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
