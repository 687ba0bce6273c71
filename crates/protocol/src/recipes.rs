//! How the conversation is embedded in pages, for each publishing system: what the dashboard shows and what
//! `docs/embedding.md` says, which is tested against this table.

/// The instructions for one system.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Recipe {
    /// The system's name.
    pub system: &'static str,
    /// Where the lines go, as a sentence.
    pub place: &'static str,
    /// The lines, with `{server}` for the address of this server.
    lines: &'static str,
}

impl Recipe {
    /// The lines for a server at this address.
    pub fn lines(&self, server: &str) -> String {
        self.lines.replace("{server}", server)
    }
}

const PLAIN: &str = "<script type=\"module\" src=\"{server}/v1/embed.js\"></script>\n<porch-thread></porch-thread>";

/// All systems that a recipe is known for, plain HTML first.
pub const RECIPES: [Recipe; 11] = [
    Recipe { system: "HTML", place: "Where the conversation is to stand in your page.", lines: PLAIN },
    Recipe {
        system: "WordPress",
        place: "Block themes: Appearance, Editor, Templates, Single Posts. Take the Comments block away (some themes have it \
                in a template part “Comments”: remove that part), and put a Group with a block “Custom HTML” in its place, so \
                that it is as wide as the text. Other themes: a block “Custom HTML” below the content of single posts. Turn \
                WordPress's own comments off under Settings, Discussion.",
        lines: PLAIN,
    },
    Recipe {
        system: "Ghost",
        place: "In your theme's post.hbs, below {{content}}.",
        lines: "<script type=\"module\" src=\"{server}/v1/embed.js\"></script>\n\
                <porch-thread page=\"{{url absolute=\"true\"}}\" page-title=\"{{title}}\"></porch-thread>",
    },
    Recipe {
        system: "Hugo",
        place: "In layouts/_default/single.html, below {{ .Content }}.",
        lines: "<script type=\"module\" src=\"{server}/v1/embed.js\"></script>\n\
                <porch-thread page=\"{{ .Permalink }}\" page-title=\"{{ .Title }}\"></porch-thread>",
    },
    Recipe {
        system: "Jekyll",
        place: "In _layouts/post.html, below {{ content }}; url is set in _config.yml.",
        lines: "<script type=\"module\" src=\"{server}/v1/embed.js\"></script>\n\
                <porch-thread page=\"{{ page.url | absolute_url }}\" page-title=\"{{ page.title | escape }}\"></porch-thread>",
    },
    Recipe {
        system: "Eleventy",
        place: "In the layout of your posts (Nunjucks), below {{ content | safe }}. Put your site's address in the place of \
                https://bakery.example.",
        lines: "<script type=\"module\" src=\"{server}/v1/embed.js\"></script>\n\
                <porch-thread page=\"https://bakery.example{{ page.url }}\" page-title=\"{{ title }}\"></porch-thread>",
    },
    Recipe {
        system: "Astro",
        place: "In the layout of your posts, below <slot />; site is set in astro.config.mjs. It works with <ClientRouter />, too.",
        lines: "<script is:inline type=\"module\" src=\"{server}/v1/embed.js\"></script>\n\
                <porch-thread page={new URL(Astro.url.pathname, Astro.site)}></porch-thread>",
    },
    Recipe {
        system: "MkDocs Material",
        place: "In overrides/partials/comments.html, with site_url and theme.custom_dir: overrides in mkdocs.yml. It works with \
                navigation.instant, too.",
        lines: "<script type=\"module\" src=\"{server}/v1/embed.js\"></script>\n\
                <porch-thread page=\"{{ page.canonical_url }}\"></porch-thread>",
    },
    Recipe {
        system: "VitePress",
        place: "In .vitepress/theme/index.js.",
        lines: r#"import DefaultTheme from "vitepress/theme";
import { useRoute } from "vitepress";
import { h, onMounted } from "vue";

const Conversation = {
  setup() {
    const route = useRoute();
    onMounted(() => import(/* @vite-ignore */ "{server}/v1/embed.js"));
    return () => h("porch-thread", { key: route.path });
  },
};

export default {
  extends: DefaultTheme,
  Layout: () => h(DefaultTheme.Layout, null, { "doc-after": () => h(Conversation) }),
};"#,
    },
    // No `import(/* webpackIgnore: true */ …)`: Docusaurus 3 with its default build (Babel) drops that comment before webpack
    // reads the file, and the build ends with "UnhandledSchemeError"; only its faster build (SWC) keeps it. A script in the
    // config works with both.
    Recipe {
        system: "Docusaurus",
        place: "The first line in docusaurus.config.js, the others in src/theme/DocItem/Footer/index.js. For the blog, the same \
                in src/theme/BlogPostItem/Footer/index.js around @theme-original/BlogPostItem/Footer, with the element only \
                where useBlogPost().isBlogPostPage (from @docusaurus/plugin-content-blog/client) is true: lists of posts show \
                this footer below each post.",
        lines: r#"scripts: [{ src: "{server}/v1/embed.js", type: "module" }],

import React from "react";
import Footer from "@theme-original/DocItem/Footer";
import useDocusaurusContext from "@docusaurus/useDocusaurusContext";
import { useLocation } from "@docusaurus/router";

export default function FooterWithConversation(props) {
  const { siteConfig } = useDocusaurusContext();
  const { pathname } = useLocation();
  return (
    <>
      <Footer {...props} />
      <porch-thread page={siteConfig.url + pathname} />
    </>
  );
}"#,
    },
    Recipe {
        system: "React",
        place: "A component of your own; put <Conversation page={…} /> below your text, with the page's address.",
        lines: r#"import { useEffect } from "react";

export function Conversation({ page }) {
  useEffect(() => {
    // Not an import: a bundler would try to pack it.
    const script = document.createElement("script");
    script.type = "module";
    script.src = "{server}/v1/embed.js";
    document.head.append(script);
  }, []);
  return <porch-thread page={page} />;
}"#,
    },
];

#[cfg(test)]
mod tests {
    use super::RECIPES;

    const DOCS: &str = include_str!("../../../docs/embedding.md");

    #[test]
    fn the_docs_contain_every_recipe() {
        for recipe in RECIPES {
            let block = format!("```\n{}\n```", recipe.lines("https://talk.bakery.example"));
            let blocks = DOCS.replace("```html", "```").replace("```jsx", "```").replace("```js", "```");
            assert!(blocks.contains(&block), "{}: not in the docs:\n{block}", recipe.system);
            let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").replace('`', "");
            assert!(words(DOCS).contains(&words(recipe.place)), "{}: {}", recipe.system, recipe.place);
        }
    }

    #[test]
    fn every_recipe_names_the_server_and_the_element() {
        for recipe in RECIPES {
            let lines = recipe.lines("https://talk.example");
            assert!(lines.contains("https://talk.example/v1/embed.js"), "{}", recipe.system);
            assert!(lines.contains("porch-thread"), "{}", recipe.system);
            assert!(!lines.contains("{server}"), "{}", recipe.system);
        }
    }
}
