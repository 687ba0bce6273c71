//! How the lines go into a page, system by system: one table. `SERVER` stands for the address of this server.

/// What stands for the server's address.
const SERVER: &str = "SERVER";

/// One system.
pub(crate) struct Recipe {
    /// Its name.
    pub(crate) name: &'static str,
    /// Where the lines go.
    pub(crate) place: &'static str,
    lines: &'static str,
}

impl Recipe {
    /// The lines, with the address of a server.
    pub(crate) fn lines(&self, server: &str) -> String {
        self.lines.replace(SERVER, server)
    }
}

/// All of them, the plain one first.
pub(crate) const RECIPES: [Recipe; 12] = [
    Recipe {
        name: "HTML",
        place: "Where the conversation is to stand in your page.",
        lines: r#"<script type="module" src="SERVER/v1/embed.js"></script>
<porch-thread></porch-thread>"#,
    },
    Recipe {
        name: "WordPress",
        place: "Themes made of blocks: Appearance, Editor, Templates, “Single Posts”. Remove the block “Comments”, and put a \
                block “Custom HTML” with these lines into the Group that has the content, so that it is as wide as your text.",
        lines: r#"<script type="module" src="SERVER/v1/embed.js"></script>
<porch-thread></porch-thread>"#,
    },
    Recipe {
        name: "WordPress, classic theme",
        place: "In your child theme's single.php, in the place of comments_template();",
        lines: r#"<script type="module" src="SERVER/v1/embed.js"></script>
<porch-thread page="<?php echo esc_url( get_permalink() ); ?>" page-title="<?php echo esc_attr( get_the_title() ); ?>"></porch-thread>"#,
    },
    Recipe {
        name: "Ghost",
        place: "In your theme's post.hbs, below {{content}}.",
        lines: r#"<script type="module" src="SERVER/v1/embed.js"></script>
<porch-thread page="{{url absolute="true"}}" page-title="{{title}}"></porch-thread>"#,
    },
    Recipe {
        name: "Hugo",
        place: "In layouts/_default/single.html, below {{ .Content }}.",
        lines: r#"<script type="module" src="SERVER/v1/embed.js"></script>
<porch-thread page="{{ .Permalink }}" page-title="{{ .Title }}"></porch-thread>"#,
    },
    Recipe {
        name: "Jekyll",
        place: "In _layouts/post.html, below {{ content }}.",
        lines: r#"<script type="module" src="SERVER/v1/embed.js"></script>
<porch-thread page="{{ page.url | absolute_url }}" page-title="{{ page.title | escape }}"></porch-thread>"#,
    },
    Recipe {
        name: "Eleventy",
        place: "In the layout of your posts, below {{ content | safe }}.",
        lines: r#"<script type="module" src="SERVER/v1/embed.js"></script>
<porch-thread page-title="{{ title }}"></porch-thread>"#,
    },
    Recipe {
        name: "Astro",
        place: "In the layout of your posts, below <slot />.",
        lines: r#"<script is:inline type="module" src="SERVER/v1/embed.js"></script>
<porch-thread></porch-thread>"#,
    },
    Recipe {
        name: "Docusaurus",
        place: "The script in docusaurus.config.js. The element in src/theme/DocItem/Footer/index.js, which \
                “npm run swizzle @docusaurus/theme-classic DocItem/Footer -- --wrap” makes.",
        lines: r#"// docusaurus.config.js
scripts: [{ src: "SERVER/v1/embed.js", type: "module" }],

// src/theme/DocItem/Footer/index.js
import Footer from "@theme-original/DocItem/Footer";
import { useLocation } from "@docusaurus/router";

export default function FooterWithConversation(props) {
  const { pathname } = useLocation();
  return (
    <>
      <Footer {...props} />
      <porch-thread key={pathname} />
    </>
  );
}"#,
    },
    Recipe {
        name: "VitePress",
        place: "In .vitepress/config.js and in .vitepress/theme/index.js.",
        lines: r#"// .vitepress/config.js
head: [["script", { type: "module", src: "SERVER/v1/embed.js" }]],
vue: { template: { compilerOptions: { isCustomElement: (tag) => tag === "porch-thread" } } },

// .vitepress/theme/index.js
import { h } from "vue";
import { useRoute } from "vitepress";
import DefaultTheme from "vitepress/theme";

export default {
  extends: DefaultTheme,
  Layout: {
    setup() {
      const route = useRoute();
      return () => h(DefaultTheme.Layout, null, {
        "doc-after": () => h("porch-thread", { key: route.path }),
      });
    },
  },
};"#,
    },
    Recipe {
        name: "MkDocs Material",
        place: "In mkdocs.yml, and in overrides/partials/comments.html.",
        lines: r"# mkdocs.yml
theme:
  name: material
  custom_dir: overrides
extra_javascript:
  - path: SERVER/v1/embed.js
    type: module

<!-- overrides/partials/comments.html -->
<porch-thread></porch-thread>",
    },
    Recipe {
        name: "React",
        place: "A component of your own; put <Conversation /> below your text.",
        // A bundler takes `import(…)` for a file of the project; a script element it leaves alone.
        lines: r#"import { useEffect } from "react";

export function Conversation({ page }) {
  useEffect(() => {
    const script = document.createElement("script");
    script.type = "module";
    script.src = "SERVER/v1/embed.js";
    document.head.append(script);
  }, []);
  return <porch-thread key={page} page={page} />;
}"#,
    },
];

#[cfg(test)]
mod tests {
    use super::RECIPES;

    #[test]
    fn every_recipe_names_the_server_and_the_element_and_keeps_the_marks_of_its_system() {
        for recipe in &RECIPES {
            let lines = recipe.lines("https://talk.bakery.example");
            assert!(lines.contains("https://talk.bakery.example/v1/embed.js"), "{}", recipe.name);
            assert!(lines.contains("porch-thread") && !lines.contains("SERVER"), "{}", recipe.name);
            assert!(!recipe.place.is_empty(), "{}", recipe.name);
        }
        let ghost = RECIPES.iter().find(|recipe| recipe.name == "Ghost").unwrap();
        assert!(ghost.lines("").contains(r#"page="{{url absolute="true"}}""#));
    }
}
